#include "results/calculation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "results/estimate_json.h"
#include "results/json_writer.h"
#include "scenarios/levers.h"
#include "scenarios/solve.h"
#include "scenarios/uncertainty.h"

namespace lifeworth {
namespace {

std::string full_name(const OutputAbout& output) { return std::string(output.name) + (output.variant.empty() ? "" : "_" + std::string(output.variant)); }

/// Inside → as a person types it: money in major units, choices as words, null where empty.
void write_typed(JsonWriter& json, double value, const InputAbout& about, int digits) {
  if (about.unit == Unit::choice) json.value(about.words[static_cast<std::size_t>(value)]);
  else json.value(is_money(about.unit) ? value / static_cast<double>(power_of_ten(digits)) : value);
}

/// An output: null with "never" for infinity, plain null where nothing can be said.
void write_output(JsonWriter& json, double value, Unit unit) {
  json.object();
  if (std::isfinite(value)) write_number(json.key("value"), value, unit);
  else json.key("value").null();
  if (std::isinf(value)) json.field("never", true);
  json.end();
}

/// Fills the places of a sentence with the inputs and outputs they name.
Sentence told(Code code, const CalculationRequest& request, const Answer& answer) {
  Sentence sentence{code};
  const Wording words = wording(code);
  const auto figure = [&](double value, Unit unit) { return Figure{value, unit, request.currency, request.digits}; };
  for (std::size_t i = 0; i < request.calculator->inputs.size(); ++i) {
    const InputAbout& about = request.calculator->inputs[i];
    if (about.unit != Unit::choice && has_place(words, about.name)) sentence.arguments.push_back({std::string(about.name), figure(answer.values[i], about.unit)});
  }
  for (std::size_t i = 0; i < request.calculator->outputs.size(); ++i) {
    const OutputAbout& about = request.calculator->outputs[i];
    if (const std::string name = full_name(about); has_place(words, name)) sentence.arguments.push_back({name, figure(answer.outputs[i], about.unit)});
  }
  return sentence;
}

void write_pull(JsonWriter& json, const Pull& pull, const InputAbout& about, Unit unit, int digits) {
  json.object().key("low_input");
  write_typed(json, pull.low_input, about, digits);
  write_typed(json.key("high_input"), pull.high_input, about, digits);
  write_number(json.key("low"), pull.low, unit);
  write_number(json.key("high"), pull.high, unit);
  json.end();
}

void write_levers(JsonWriter& json, const CalculationRequest& request, const Scenario& scenario) {
  json.key("levers").array();
  const Unit unit = request.calculator->outputs[request.output].unit;
  for (const Lever& lever : levers(*request.calculator, scenario, request.output, request.digits)) {
    const InputAbout& about = request.calculator->inputs[static_cast<std::size_t>(lever.place)];
    json.object().field("input", about.name).key("step");
    write_pull(json, lever.step, about, unit, request.digits);
    json.key("own");
    if (lever.own) write_pull(json, *lever.own, about, unit, request.digits);
    else json.null();
    json.end();
  }
  json.end();
}

void write_chart(JsonWriter& json, const Chart& chart) {
  constexpr std::string_view forms[] = {"lines", "bars", "stacked"};
  json.object().field("name", chart.name).field("form", forms[static_cast<std::size_t>(chart.form)]);
  json.field("x", chart.x).field("x_unit", name_of(chart.x_unit)).field("y_unit", name_of(chart.y_unit)).key("words").array();
  for (std::string_view word : chart.words) json.value(word);
  json.end().key("series").array();
  for (const Series& series : chart.series) {
    json.object().field("name", series.name).field("observed", series.observed).key("points").array();
    for (const auto& [x, y] : series.points) {
      json.array().value(x);
      write_number(json, y, chart.y_unit);
      json.end();
    }
    json.end().end();
  }
  json.end().key("guides").array();
  for (const Chart::Guide& guide : chart.guides) json.object().field("name", guide.name).field("axis", guide.vertical ? "x" : "y").field("at", guide.at).end();
  json.end().end();
}

void write_head(JsonWriter& json, std::string_view kind, const CalculationRequest& request) {
  json.object().field("kind", kind).field("calculator", request.calculator->name).field("currency", request.currency).field("minor_digits", request.digits);
  if (!request.calculator->outputs.empty()) json.field("output", full_name(request.calculator->outputs[request.output]));
}

/// The answer to a typed scenario; its fields' problems are joined by those of the inputs together.
Answer answer_to(const CalculationRequest& request, const TypedScenario& typed, std::vector<FieldProblem>& problems) {
  problems = typed.problems;
  if (!problems.empty()) return {typed.scenario.inputs, std::vector<double>(request.calculator->outputs.size(), unknown), {{0, Code::input_needed}}, true};
  Answer found = answer(*request.calculator, typed.scenario.inputs);
  for (const Problem& each : found.problems) problems.push_back({static_cast<std::size_t>(each.place), {each.code}});
  return found;
}

void write_problems(JsonWriter& json, const CalculationRequest& request, const std::vector<FieldProblem>& problems) {
  json.key("problems").array();
  for (const FieldProblem& each : problems) json.object().field("input", request.calculator->inputs[each.place].name).field("sentence", each.sentence).end();
  json.end();
}

void write_scenario(JsonWriter& json, const CalculationRequest& request, const TypedScenario& typed) {
  const Calculator& calculator = *request.calculator;
  std::vector<FieldProblem> problems;
  const Answer found = answer_to(request, typed, problems);
  json.object();
  write_problems(json, request, problems);
  json.key("outputs").object();
  for (std::size_t i = 0; i < calculator.outputs.size(); ++i) write_output(json.key(full_name(calculator.outputs[i])), found.outputs[i], calculator.outputs[i].unit);
  json.end();

  const bool usable = problems.empty() && found.usable();
  json.key("meaning");
  std::vector<double> outputs = found.outputs;
  const Outcome outcome(outputs);
  if (usable) json.value(told(calculator.meaning(Values(found.values), outcome), request, found));
  else if (!found.settled) json.value(Sentence{Code::curve_not_settled});
  else json.null();
  std::vector<Code> notes;
  if (usable) calculator.notes(Values(found.values), outcome, notes);
  json.key("notes").array();
  for (Code code : notes) json.value(told(code, request, found));
  json.end();
  if (usable) write_levers(json, request, typed.scenario);
  else json.key("levers").array().end();
  json.key("charts").array();
  if (usable)
    for (const Chart& chart : calculator.charts(Values(found.values))) write_chart(json, chart);
  json.end();
  json.field("spreads", typed.scenario.has_range() || calculator.redraw != nullptr).end();
}

void write_input(JsonWriter& json, const InputAbout& about) {
  json.object().field("name", about.name).field("unit", name_of(about.unit)).key("default");
  if (about.unit == Unit::choice) json.value(about.words[static_cast<std::size_t>(about.standard)]);
  else json.value(about.standard);
  json.field("lowest", about.lowest).field("highest", about.highest);
  json.field("group", about.group).field("measured", about.measured).field("optional", about.optional).field("counted", about.counted);
  if (!about.words.empty()) {
    json.key("choices").array();
    for (std::string_view word : about.words) json.value(word);
    json.end();
  }
  json.end();
}

}  // namespace

std::string calculators_json() {
  JsonWriter json;
  json.object().field("kind", "calculators").key("calculators").array();
  for (const Calculator& calculator : calculators()) {
    json.object().field("name", calculator.name).key("inputs").array();
    for (const InputAbout& about : calculator.inputs) write_input(json, about);
    json.end().key("outputs").array();
    for (const OutputAbout& about : calculator.outputs)
      json.object().field("key", full_name(about)).field("name", about.name).field("variant", about.variant).field("unit", name_of(about.unit)).end();
    json.end().key("formulas").array();
    for (std::string_view formula : calculator.formulas) json.value(formula);
    json.end().key("presets").array();
    for (const Preset& preset : calculator.presets) {
      json.object().field("name", preset.name).key("inputs").object();
      for (const auto& [place, value] : preset.values) json.field(calculator.inputs[static_cast<std::size_t>(place)].name, value);
      json.end().end();
    }
    json.end().end();
  }
  json.end().key("currencies").array();
  for (std::string_view code : currency_codes()) json.object().field("code", code).field("minor_digits", minor_digits(code)).end();
  json.end().end();
  return std::move(json).text();
}

std::string calculation_json(const CalculationRequest& request) {
  JsonWriter json;
  write_head(json, "calculation", request);
  json.key("scenarios").array();
  for (const TypedScenario& typed : request.scenarios) write_scenario(json, request, typed);
  json.end().end();
  return std::move(json).text();
}

std::string uncertainty_json(const CalculationRequest& request) {
  const TypedScenario& typed = request.scenarios.front();
  const Calculator& calculator = *request.calculator;
  JsonWriter json;
  write_head(json, "uncertainty", request);
  std::vector<FieldProblem> problems;
  const Answer found = answer_to(request, typed, problems);
  write_problems(json, request, problems);
  if (!problems.empty() || !found.usable()) {
    json.field("draws", 0).key("outputs").object().end().key("histogram").null().key("notes").array().end().end();
    return std::move(json).text();
  }
  const Uncertainty spread = uncertainty(calculator, typed.scenario, request.output, request.draws, request.seed, request.digits);
  json.field("draws", spread.draws).field("impossible", spread.impossible).key("outputs").object();
  for (std::size_t i = 0; i < calculator.outputs.size(); ++i) {
    const Unit unit = calculator.outputs[i].unit;
    json.key(full_name(calculator.outputs[i])).object();
    write_output(json.key("low"), spread.outputs[i].low, unit);
    write_output(json.key("median"), spread.outputs[i].median, unit);
    write_output(json.key("high"), spread.outputs[i].high, unit);
    json.end();
  }
  const Histogram& histogram = spread.histogram;
  json.end().key("histogram").object().field("from", histogram.from).field("width", histogram.width).key("counts").array();
  for (std::uint32_t count : histogram.counts) json.value(count);
  json.end().field("below", histogram.below).field("above", histogram.above).end().key("notes").array();
  if (spread.impossible > 0)
    json.value(Sentence{Code::draws_impossible, {{"count", static_cast<std::int64_t>(spread.impossible)}, {"draws", static_cast<std::int64_t>(spread.draws)}}});
  json.end().end();
  return std::move(json).text();
}

std::string solve_json(const CalculationRequest& request) {
  const TypedScenario& typed = request.scenarios.front();
  const Calculator& calculator = *request.calculator;
  const InputAbout& about = calculator.inputs[request.input];
  const OutputAbout& output = calculator.outputs[request.output];
  JsonWriter json;
  write_head(json, "solve", request);
  json.field("input", about.name).key("value");
  // A problem at the very field that is solved for does not matter: its value is what is looked for.
  const bool others_fine = std::ranges::none_of(typed.problems, [&](const FieldProblem& each) { return each.place != request.input; });
  Scenario scenario = typed.scenario;
  if (std::isnan(scenario.inputs[request.input])) scenario.inputs[request.input] = limits(about, request.digits).low;
  const Solution solution = others_fine ? solve(calculator, scenario, request.input, request.output, request.target, request.digits) : Solution{};
  if (solution.input) {
    write_typed(json, is_money(about.unit) ? std::round(*solution.input) : *solution.input, about, request.digits);
    json.key("sentence").null();
  } else if (solution.reachable) {
    const auto figure = [&](double value) { return Figure{value, output.unit, request.currency, request.digits}; };
    json.null().field("sentence", Sentence{Code::solve_out_of_reach, {{"low", figure(solution.reachable->low)}, {"high", figure(solution.reachable->high)}}});
  } else {
    json.null().field("sentence", Sentence{Code::solve_nothing});
  }
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
