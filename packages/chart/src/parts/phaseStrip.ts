import { textSize } from '../layout/block.ts';
import type { ChartPhase } from '../model.ts';
import { grey } from '../palette.ts';
import { element, label, tenth, tooltip } from '../text/markup.ts';
import { fitText, textWidth } from '../text/measure.ts';
import type { SeriesPlace } from './seriesLines.ts';

/** The wording of each phase, longest first. */
function phaseWordings({ label, centre }: ChartPhase, index: number, centreText: (centre: number) => string): string[] {
  const name = label ?? `Phase ${index + 1}`;
  if (centre === null) return [name, `${index + 1}`];
  return [`${name}: ${centreText(centre)}`, centreText(centre), name, `${index + 1}`];
}

/** A strip over the plot with each phase's name and centre, as much as its width holds, and a rule where a phase begins. */
export function phaseStrip(
  phases: readonly ChartPhase[],
  centreText: (centre: number) => string,
  place: SeriesPlace,
  top: number,
  bottom: number,
): string {
  return phases
    .map((phase, index) => {
      const left = place.x(phase.start) - place.half;
      const room = place.x(phase.end) + place.half - left - 8;
      const wordings = phaseWordings(phase, index, centreText);
      const words = wordings.find((text) => textWidth(text, textSize) <= room) ?? '';
      const rule = index === 0 ? '' : element('path', { d: `M${tenth(left)} ${tenth(top)}V${tenth(bottom)}`, stroke: grey.line });
      return element(
        'g',
        { class: 'phase' },
        tooltip(wordings[0]!) + rule + label(left + 4, top + 12, fitText(words, room, textSize).text, { fill: grey.quietText }),
      );
    })
    .join('');
}
