import type { Release } from '@equipoise/store';

/**
 * The query that greets a newcomer: for one practice of the release, rates by group with intervals, the gap to the rest,
 * the run-chart signal and the placement among percentiles, in one request.
 *
 * @param release  its first practice and its first measure that has a monthly twin are asked about
 * @example exampleQuery({ organizations: [], measures: [], periods: {}, stratifications: [] }).includes('organization(id: "")') // true
 */
export function exampleQuery({
  organizations,
  measures,
  periods,
  stratifications,
}: Pick<Release, 'organizations' | 'measures' | 'periods' | 'stratifications'>): string {
  const practice = organizations.find(({ kind }) => kind === 'practice') ?? organizations[0];
  const held = measures.filter(({ id }) => Object.hasOwn(periods, id));
  const measure = held.find(({ monthly }) => monthly !== null && Object.hasOwn(periods, monthly)) ?? held[0];
  const charted = measure?.monthly && Object.hasOwn(periods, measure.monthly) ? measure.monthly : measure?.id;
  const by = stratifications.some(({ id }) => id === 'race-ethnicity') ? 'race-ethnicity' : 'total';
  return `# Equipoise: one practice, one request. Rates are fractions: 0.553 is 55.3 %.
query Practice {
  provenance {
    release
    dataThrough
    notice
  }
  organization(id: ${literal(practice?.id)}) {
    ... on Organization {
      name
      rates(measure: ${literal(measure?.id)}, by: ${literal(by)}, first: 20) {
        ... on RateConnection {
          nodes {
            stratum
            period
            estimate {
              value
              lower
              upper
              numerator
              denominator
              status
              reason
            }
          }
        }
        ...Unknown
      }
      disparities(measure: ${literal(measure?.id)}, by: ${literal(by)}, reference: "rest") {
        ... on Disparity {
          standingOut
          contract {
            level
            comparisons
            expectedByChance
          }
          groups {
            stratum
            gap {
              value
              lower
              upper
              standsOut
            }
            reason
          }
        }
        ...Unknown
      }
      runChart(measure: ${literal(charted)}) {
        ... on RunChart {
          verdict
          sentence
          reason
          centre
          analysis {
            longestRun
            longestRunMax
            crossings
            crossingsMin
            chanceOfSignal
          }
        }
        ...Unknown
      }
      placement(measure: ${literal(measure?.id)}) {
        ... on Placement {
          percentile
          band
          reason
          benchmark {
            set
            peerGroup
          }
          next {
            percentile
            rate
            patientsToReach
          }
        }
        ...Unknown
      }
    }
    ...Unknown
  }
}

fragment Unknown on NotFound {
  missing
  message
}
`;
}

/** A string of the query language; an id that holds markup cannot end the script of the page that shows it. */
const literal = (text = ''): string => JSON.stringify(text).replaceAll('<', String.raw`\u003c`);
