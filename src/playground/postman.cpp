// The other way in: files for Postman, without a secret in them.
#include "playground/turn.hpp"

#include "playground/plan.hpp"

#include "oauth/scope.hpp"
#include "staging/postman.hpp"

namespace playground {

namespace {} // namespace

const staging::Environment* postman_target(const Model& model) {
    const staging::Environment* chosen = environment(model);
    if (chosen != nullptr && chosen->kind != staging::EnvironmentKind::simulated) return chosen;
    for (const staging::Environment& each : model.environments) {
        if (each.kind == staging::EnvironmentKind::pleo) return &each;
    }
    return nullptr;
}

void handle(Turn& turn, const PostmanExportPressed& event) {
    const Model& model = turn.model;
    const staging::Environment* target = postman_target(model);
    if (target == nullptr) {
        tell(turn, Step::get_access, Tone::warning,
             "There is no environment that Postman can reach");
        return;
    }
    if (model.reference != Reference::ready) {
        tell(turn, Step::get_access, Tone::warning, "The operations are not there yet",
             "See Call APIs, and try again.");
        return;
    }
    // Of another environment, the scopes are not meant for this one.
    const std::string scope = target->id == model.registration.environment
                                  ? model.registration.scopes
                                  : oauth::join(target->default_scopes);
    Result<json::Value> made =
        event.what == PostmanExport::collection
            ? staging::postman_collection(*target, scope)
            : staging::postman_environment(*target,
                                           event.what == PostmanExport::web_environment
                                               ? staging::PostmanApp::web
                                               : staging::PostmanApp::desktop,
                                           scope);
    if (!made) {
        tell(turn, Step::get_access, Tone::negative, "No file was made", made.error().message);
        return;
    }
    const bool collection = event.what == PostmanExport::collection;
    const std::string name =
        target->id + (collection ? ".postman_collection.json" : ".postman_environment.json");
    turn.effects.emplace_back(Download{name, json::dump(*made, json::Layout::indented)});
    tell(turn, Step::get_access, Tone::positive, name + " is being downloaded",
         collection ? "Import it into Postman, and an environment as well."
                    : "Import it into Postman, and type Client ID and Client Secret there. The "
                      "file holds neither.");
}

} // namespace playground
