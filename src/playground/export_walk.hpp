// The export workflow as a guided walk: detect, start, fetch, report, complete, or let it expire. Each
// act fills in an operation of the list and calls it, as a person could by hand; what the walk knows
// it has from the answers of the API alone, whoever asked for them.
//
//   world.press(ExportActPressed{ExportAct::find});      // GET /v3/export-jobs, oldest pending first
//   world.model.exports.job;                             // the id that was answered
#pragma once

#include "playground/model.hpp"

namespace playground {

// What to do now; nothing when the job has ended.
std::optional<ExportAct> next_export_act(const Model& model);
// Does it make sense at this point of the walk?
bool can_do(const Model& model, ExportAct act);
// Scopes of the walk that the newest access token lacks, as far as anybody knows; separated by blanks.
std::string lacking_export_scopes(const Model& model);

} // namespace playground
