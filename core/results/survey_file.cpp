#include "results/survey_file.h"

#include <algorithm>

#include "results/request.h"

namespace lifeworth {

const Records* records_with_scores(const Loaded& loaded, std::uint64_t file) {
  const auto found = std::ranges::find_if(loaded.records, [file](const Records& records) {
    return records.file == file && std::ranges::find(records.values, Role::score, &Records::Values::role) != records.values.end();
  });
  return found == loaded.records.end() ? nullptr : &*found;
}

Error no_scores(std::uint64_t file) { return {Code::survey_no_file, {{"file", static_cast<std::int64_t>(file)}}}; }

void write_scale(JsonWriter& json, std::string_view name, const std::optional<ScoreScale>& scale) {
  json.key(name);
  if (scale) json.object().field("measure", measure_codes[static_cast<std::size_t>(scale->measure)]).field("low", scale->low).field("high", scale->high).end();
  else json.null();
}

}  // namespace lifeworth
