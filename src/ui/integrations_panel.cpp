// The whole integration as code, in six languages: authorise, exchange, refresh with one refresh at a
// time, call. Files of the site (integrations/).
#include "ui/panels.hpp"

#include <string>
#include <string_view>

namespace ui {

namespace {

struct Integration {
    std::string_view language, file, proof;
};
// Run: tests/simulator/integrations.test.mjs walks it against Simulated Staging over HTTP.
constexpr std::string_view run = "run against Simulated Staging in tests",
                           not_run = "not run: written by the same rules, never executed here";
constexpr Integration integrations[] = {
    {"Node", "integrations/node/pleo.mjs", run},  {"Python", "integrations/python/pleo.py", run},
    {"Java", "integrations/java/Pleo.java", run}, {"PHP", "integrations/php/Pleo.php", not_run},
    {"Go", "integrations/go/pleo.go", not_run},   {"C#", "integrations/csharp/Pleo.cs", not_run},
};

} // namespace

void integrations_panel(Ui& ui) {
    heading(ui, 3, "The whole integration, as code");
    text(ui,
         "Authorise, exchange, call, and a refresh that happens once, whoever needs it: both new "
         "tokens are stored in one step before the first is used. Secrets come from the "
         "environment.");
    Group list(ui, Role::list);
    for (const Integration& each : integrations) {
        Group item(ui, Role::list_item);
        IdScope scope(ui, each.language);
        Flow flow(ui, space_3);
        link(ui, each.language, each.file);
        muted(ui, each.proof);
    }
}

} // namespace ui
