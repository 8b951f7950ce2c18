// The look of the simulated pages: the same calm language as the page that they belong to, light
// and dark from the system.
#include "simulator/pages.hpp"

namespace simulator {

std::string_view style_sheet() {
    return R"css(:root {
    color-scheme: light dark;
    --background: #f7f7f5;
    --surface: #ffffff;
    --ink: #1d2230;
    --muted: #5b6270;
    --line: #dcdcd6;
    --control: #8a8f99;
    --accent: #2f5bd7;
    --on-accent: #ffffff;
    --danger: #b3261e;
    --notice: #fdf3dd;
    --notice-ink: #6b4600;
}
@media (prefers-color-scheme: dark) {
    :root {
        --background: #14161b;
        --surface: #1c1f26;
        --ink: #e8e9ec;
        --muted: #a3a9b5;
        --line: #333843;
        --control: #7d8492;
        --accent: #8fb0ff;
        --on-accent: #0d1530;
        --danger: #ff9a90;
        --notice: #2e2717;
        --notice-ink: #f0cf8e;
    }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
    margin: 0;
    min-height: 100vh;
    background: var(--background);
    color: var(--ink);
    font: 16px/1.5 system-ui, sans-serif;
    overflow-wrap: anywhere;
}
.banner {
    padding: 12px 24px;
    background: var(--notice);
    color: var(--notice-ink);
    font-size: 14px;
    text-align: center;
    text-wrap: balance;
}
main {
    display: grid;
    gap: 24px;
    max-width: 472px;
    margin: 0 auto;
    padding: 32px 24px;
}
main.wide { max-width: 608px; }
main.pair { max-width: 936px; }
@media (min-width: 860px) {
    main.pair {
        grid-template-columns: minmax(0, 424px) minmax(0, 1fr);
        align-items: start;
        gap: 24px;
    }
}
.card {
    padding: 32px;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: 8px;
}
h1 {
    margin: 0 0 8px;
    font-size: 26px;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-wrap: balance;
}
h2 { margin: 0 0 8px; font-size: 16px; line-height: 1.5; }
p { margin: 0 0 16px; }
.lead { margin-bottom: 24px; color: var(--muted); }
.lead strong { color: var(--ink); font-weight: 600; }
.muted { color: var(--muted); font-size: 14px; }
a { color: var(--accent); }
code, kbd { font: 14px/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
label { display: block; margin-bottom: 4px; font-weight: 600; font-size: 14px; }
input {
    appearance: none;
    width: 100%;
    min-height: 44px;
    margin-bottom: 16px;
    padding: 8px 12px;
    border: 1px solid var(--control);
    border-radius: 8px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
}
input[aria-invalid="true"] { border-color: var(--danger); }
button {
    width: 100%;
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--accent);
    border-radius: 8px;
    background: var(--accent);
    color: var(--on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
}
button.quiet { border-color: var(--control); background: transparent; color: var(--ink); }
button:hover { filter: brightness(0.95); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form > button { margin-top: 8px; }
.card > .after { margin: 16px 0; }
.card > :last-child { margin-bottom: 0; }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
.choices button { margin-top: 0; }
.problem {
    margin-bottom: 24px;
    padding: 12px 16px;
    border: 1px solid var(--danger);
    border-radius: 8px;
    color: var(--danger);
}
.problem p { margin: 0; }
.people { display: grid; gap: 12px; margin: 0 0 24px; padding: 0; list-style: none; }
.people > li { padding: 16px; border: 1px solid var(--line); border-radius: 8px; }
.person { display: flex; align-items: center; gap: 12px; margin: 0; }
.person b { display: block; line-height: 1.3; }
.initials {
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    line-height: 40px;
    text-align: center;
}
.signed-in { margin-bottom: 24px; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 16px; margin: 12px 0 0; }
dt { color: var(--muted); font-size: 14px; line-height: 1.6; }
dd { margin: 0; }
.scopes { margin: 0 0 24px; padding: 0; list-style: none; }
.scopes > li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    padding: 8px 0;
    border-top: 1px solid var(--line);
}
.scopes code { color: var(--muted); }
details { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--line); }
summary { color: var(--muted); font-size: 14px; cursor: pointer; }
dl.stacked, details dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
dl.stacked dd, details dd { margin-bottom: 8px; }
@media (max-width: 480px) {
    .banner { padding: 12px 16px; }
    main { padding: 16px; }
    .card { padding: 24px 16px; }
}
@media (forced-colors: active) {
    .initials { border: 1px solid; }
}
)css";
}

} // namespace simulator
