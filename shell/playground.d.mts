// What Emscripten makes of src/browser.
declare const create: import('../web/program.js').Create;
export default create;
