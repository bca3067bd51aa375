import { z } from 'zod';
import { type ScaleId, scales } from './catalogue.ts';
import type { ScaleNeed } from './define.ts';

export interface ScaleParameter {
  readonly name: string;
  /** `number`, `number or string`, `array`, or the values that it may have. */
  readonly type: string;
  /** Such as `0 to 100`, or `above 0, to 1`; null where there is none. */
  readonly range: string | null;
  readonly optional: boolean;
  readonly description: string;
}

export interface ScaleDescription {
  readonly scale: ScaleId;
  readonly title: string;
  readonly formula: string;
  readonly needs: readonly ScaleNeed[];
  readonly source: string;
  /** Whether the formula itself was read in its source. */
  readonly verified: boolean;
  readonly parameters: readonly ScaleParameter[];
}

/**
 * Every scale for a reader: what it does, what it needs and the parameters that a program gives it, from the schema that checks them.
 *
 * @returns one description a scale, in the order of the catalogue
 * @example describeScales().find(({ scale }) => scale === 'gap-to-goal').parameters[1].range // 'above 0, to 1'
 */
export function describeScales(): readonly ScaleDescription[] {
  return Object.entries(scales).map(([id, { formula, needs, schema, source, title, verified }]) => {
    const { properties, required } = z.toJSONSchema(schema) as Shape;
    const parameters = Object.entries(properties)
      .filter(([name]) => name !== 'scale')
      .map(([name, property]) => ({
        name,
        type: typeOf(property),
        range: rangeOf([property, ...(property.anyOf ?? [])]),
        optional: !required.includes(name),
        description: property.description ?? '',
      }));
    return { scale: id as ScaleId, title, formula, needs, source, verified, parameters };
  });
}

/** The part of JSON Schema that parameters are written in. */
interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Property[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly description?: string;
}

interface Shape {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
}

function typeOf({ anyOf, enum: values, type }: Property): string {
  if (values !== undefined) return values.join(' or ');
  return type ?? (anyOf ?? []).map(typeOf).join(' or ');
}

function rangeOf(properties: readonly Property[]): string | null {
  const bounded = properties.find(({ maximum }) => maximum !== undefined);
  if (bounded === undefined) return null;
  const { exclusiveMinimum, maximum, minimum } = bounded;
  return exclusiveMinimum === undefined ? `${minimum} to ${maximum}` : `above ${exclusiveMinimum}, to ${maximum}`;
}
