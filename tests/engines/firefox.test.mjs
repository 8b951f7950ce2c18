// @ts-check
import { start } from './drivers/firefox.mjs';
import { run_in } from './suite.mjs';

run_in('Firefox ESR', start);
