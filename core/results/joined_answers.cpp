#include "results/joined_answers.h"

#include <algorithm>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "results/survey_file.h"

namespace lifeworth {
namespace {

/// A file of answers with what it shows of its scale.
struct Part {
  const Records* records;
  SurveyScale found;

  /// Halves in one file and none in the other are one scale. What was asked after a contact is kept apart from other surveys.
  bool is_alike(const Part& other) const {
    const auto points = [](std::optional<ScoreScale> scale) {
      if (scale) scale->steps = 1;
      return scale;
    };
    return records->kind == other.records->kind && points(found.scale) == points(other.found.scale) && found.words == other.found.words;
  }
};

/// A column of `rows` so far gets the cells of one part; those of a part without such a column are empty.
template <class Value>
void append(std::vector<Value>& column, const std::vector<Value>& part, std::size_t rows_before, std::size_t rows, Value empty) {
  if (part.empty() && column.empty()) return;
  column.resize(rows_before, empty);
  column.insert(column.end(), part.begin(), part.end());
  column.resize(rows_before + rows, empty);
}

/// Segments are one column where they are called the same.
Records::Values& column_of(Records& records, Role role, const std::string& name) {
  const auto found = std::ranges::find_if(records.values, [&](const Records::Values& values) { return values.role == role && values.name == name; });
  if (found != records.values.end()) return *found;
  records.values.push_back({role, {}, {}, {}, name});
  return records.values.back();
}

void append(Records::Values& column, const Records::Values& part, std::size_t rows_before, std::size_t rows) {
  std::vector<std::uint32_t> words;
  for (const std::uint32_t word : part.words) words.push_back(word == nobody ? nobody : column.dictionary.number_of(part.dictionary[word]));
  append(column.words, words, rows_before, rows, nobody);
  append(column.numbers, part.numbers, rows_before, rows, std::numeric_limits<double>::quiet_NaN());
}

void append(JoinedAnswers& all, const Records& part, std::size_t rows_before) {
  const std::size_t rows = part.days.size();
  Records& records = all.records;
  all.files.push_back(part.file);
  records.rows_read += part.rows_read;
  records.rows_used += part.rows_used;
  append(records.customers, part.customers, rows_before, rows, nobody);
  append(records.days, part.days, rows_before, rows, no_day);
  for (const Records::Values& values : part.values) append(column_of(records, values.role, values.name), values, rows_before, rows);
  Records::Values file{Role::file, {}, {}, {}};
  file.words.assign(rows, file.dictionary.number_of(std::to_string(part.file + 1)));
  append(column_of(records, Role::file, {}), file, rows_before, rows);
}

JoinedAnswers joined(const std::vector<Part>& parts, const Loaded& loaded, std::uint32_t number) {
  JoinedAnswers all;
  all.records.kind = parts.front().records->kind;
  all.records.file = number;
  std::vector<std::string> questions;
  std::size_t rows = 0;
  for (const Part& part : parts) {
    append(all, *part.records, rows);
    rows += part.records->days.size();
    const std::string& question = loaded.files[part.records->file].score_column;
    if (!question.empty() && std::ranges::find(questions, question) == questions.end()) questions.push_back(question);
  }
  for (Records::Values& values : all.records.values) {  // columns that the last parts do not have
    values.words.resize(rows, nobody);
    if (!values.numbers.empty()) values.numbers.resize(rows, std::numeric_limits<double>::quiet_NaN());
  }
  if (!all.records.customers.empty()) all.records.customers.resize(rows, nobody);
  for (const std::string& question : questions) all.question += (all.question.empty() ? "" : " / ") + question;
  return all;
}

}  // namespace

std::vector<JoinedAnswers> joined_answers(const Loaded& loaded) {
  const auto has_scores = [&](const Records& records) { return records_with_scores(loaded, records.file) != nullptr; };
  if (std::ranges::count_if(loaded.records, has_scores) < 2) return {};  // without a walk through the scores of the only one
  std::vector<std::vector<Part>> groups;
  for (const Records& records : loaded.records) {
    if (!has_scores(records)) continue;
    auto survey = survey_answers(records, loaded.files[records.file].score_column, {});
    if (!survey || !survey->scale.scale || survey->answers.empty()) continue;
    Part part{&records, std::move(survey->scale)};
    const auto group = std::ranges::find_if(groups, [&](const std::vector<Part>& each) { return each.front().is_alike(part); });
    if (group == groups.end()) groups.push_back({std::move(part)});
    else group->push_back(std::move(part));
  }
  std::vector<JoinedAnswers> all;
  for (const std::vector<Part>& group : groups)
    if (group.size() > 1) all.push_back(joined(group, loaded, static_cast<std::uint32_t>(loaded.files.size() + all.size())));
  return all;
}

}  // namespace lifeworth
