export { ConfigError, configJsonSchema, policyNamed, readConfig, type Config, type ConfigInput } from './config.ts';
export { maskValue, type Issue, type IssueCount } from './issue.ts';
export { readTables, type Annotation, type InputFiles, type Organization, type Reading, type ReadOptions } from './read.ts';
export { tableNames, tables, type Column, type ColumnKind, type Table, type TableName } from './tables.ts';
