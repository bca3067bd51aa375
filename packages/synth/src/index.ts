export { generateProgram } from './program.ts';
export type { Program, ProgramOptions } from './program.ts';
export { writeProgram } from './write.ts';

export type { Results } from './care/results.ts';
export type { Organization } from './geography/organizations.ts';
export type { Coded, Members } from './people/people.ts';
export { memberId } from './people/memberId.ts';
export { raceEthnicityGroups } from './people/raceEthnicity.ts';
export type { RaceEthnicityGroup } from './people/raceEthnicity.ts';
export type { Annotation } from './plan/changes.ts';
export type { ExpectedCompleteness } from './truth/completeness.ts';
export type { ExpectedRate, PlantedChange, PlantedGap, PlantedOutage, PlantedTopic, Truth } from './truth/truth.ts';
