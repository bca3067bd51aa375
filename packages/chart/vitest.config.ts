import { project } from '../../vitest.config.ts';

export default project(import.meta.dirname);
