// @ts-check
import { start } from './drivers/webkit.mjs';
import { run_in } from './suite.mjs';

run_in('WebKitGTK', start);
