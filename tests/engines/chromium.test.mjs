// @ts-check
import { start } from './drivers/chromium.mjs';
import { run_in } from './suite.mjs';

run_in('Chromium', start);
