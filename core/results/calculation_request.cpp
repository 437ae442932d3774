#include "results/calculation_request.h"

#include <algorithm>
#include <cmath>

#include "base/json_fields.h"

namespace lifeworth {
namespace {

constexpr std::array<std::string_view, 4> kinds = {"calculators", "calculation", "uncertainty", "solve"};
constexpr std::size_t most_scenarios = 4;

/// "gain_points" of the output gain, variant points.
bool is_output_named(const OutputAbout& output, std::string_view key) {
  if (output.variant.empty()) return output.name == key;
  return key.size() == output.name.size() + 1 + output.variant.size() && key.starts_with(output.name) && key.ends_with(output.variant) && key[output.name.size()] == '_';
}

double scale(Unit unit, int digits) { return is_money(unit) ? static_cast<double>(power_of_ten(digits)) : 1; }

/// Typed → inside: money becomes whole minor units.
double inside(double typed, Unit unit, int digits) { return is_money(unit) ? std::round(typed * scale(unit, digits)) : typed; }

/// Reads the inputs of one scenario; what is not given is the example's.
class ScenarioReader {
 public:
  ScenarioReader(const Calculator& calculator, CurrencyCode currency, int digits) : calculator_(calculator), currency_(std::move(currency)), digits_(digits) {}

  std::optional<Error> read(JsonElement object, TypedScenario& out) {
    for (const InputAbout& about : calculator_.inputs) out.scenario.inputs.push_back(inside(about.standard, about.unit, digits_));
    out.scenario.ranges.resize(calculator_.inputs.size());
    simdjson::dom::object fields;
    if (object.get(fields)) return misunderstood("A scenario must be an object of inputs.");
    for (const auto& [key, value] : fields) {
      const auto found = std::ranges::find(calculator_.inputs, key, &InputAbout::name);
      if (found == calculator_.inputs.end()) return misunderstood("“" + std::string(key) + "” is no input of “" + std::string(calculator_.name) + "”.");
      if (auto error = take(*found, static_cast<std::size_t>(found - calculator_.inputs.begin()), value, out)) return error;
    }
    for (std::size_t i = 0; i < calculator_.inputs.size(); ++i) check(i, out);
    return std::nullopt;
  }

 private:
  std::optional<Error> take(const InputAbout& about, std::size_t place, JsonElement value, TypedScenario& out) {
    double& input = out.scenario.inputs[place];
    const auto wrong = [&] { return misunderstood("“" + std::string(about.name) + "” must be a number, {value, low, high}, a word of its list, or null."); };
    if (about.unit == Unit::choice) {
      std::string_view word;
      const auto found = value.get(word) ? about.words.end() : std::ranges::find(about.words, word);
      if (found == about.words.end()) return wrong();
      input = static_cast<double>(found - about.words.begin());
      return std::nullopt;
    }
    double number;
    if (value.is_null()) input = unknown;
    else if (!value.get(number)) input = inside(number, about.unit, digits_);
    else {
      double low, high;
      simdjson::dom::object range;
      if (value.get(range) || range.size() != 3 || value["value"].get(number) || value["low"].get(low) || value["high"].get(high)) return wrong();
      input = inside(number, about.unit, digits_);
      out.scenario.ranges[place] = Interval{inside(low, about.unit, digits_), inside(high, about.unit, digits_)};
    }
    return std::nullopt;
  }

  /// Limits, and ranges that do not hold their number.
  void check(std::size_t place, TypedScenario& out) const {
    const InputAbout& about = calculator_.inputs[place];
    const double value = out.scenario.inputs[place];
    const Interval limit = limits(about, digits_);
    const auto say = [&](Code code, Interval ends) {
      out.problems.push_back({place, {code, {{"low", Figure{ends.low, about.unit, currency_, digits_}}, {"high", Figure{ends.high, about.unit, currency_, digits_}}}}});
    };
    if (std::isnan(value)) {
      if (!about.optional) out.problems.push_back({place, {Code::input_needed}});
    } else if (!(value >= limit.low && value <= limit.high)) {
      say(Code::input_out_of_range, limit);
    } else if (const auto& range = out.scenario.ranges[place]) {
      if (about.counted) out.problems.push_back({place, {Code::range_on_count}});
      else if (!(range->low <= value && value <= range->high)) say(Code::range_unordered, *range);
      else if (range->low < limit.low || range->high > limit.high) say(Code::range_out_of_limits, limit);
    }
  }

  const Calculator& calculator_;
  CurrencyCode currency_;
  int digits_;
};

template <class About>
std::optional<std::size_t> place_of(std::span<const About> list, auto&& matches) {
  const auto found = std::ranges::find_if(list, matches);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

/// Which fields a kind of request has.
bool belongs(CalculationRequest::Kind kind, std::string_view key) {
  using Kind = CalculationRequest::Kind;
  if (key == "kind") return true;
  if (kind == Kind::calculators) return false;
  if (key == "input" || key == "target") return kind == Kind::solve;
  if (key == "draws" || key == "seed") return kind == Kind::uncertainty;
  return true;
}

/// What names and elements stand for is looked up when all fields are known.
struct Named {
  std::string_view calculator, input, output;
  std::optional<JsonElement> scenarios, target;
};

std::optional<Error> take_field(std::string_view key, JsonElement value, Fields& fields, CalculationRequest& request, Named& named) {
  const auto text = [&](std::string_view& out) {
    if (value.get(out)) fields.complain(key, "a name");
  };
  if (key == "kind") {
    if (const auto kind = fields.word(key, value, kinds)) request.kind = static_cast<CalculationRequest::Kind>(*kind);
  } else if (key == "currency") {
    std::string_view code;
    if (value.get(code) || (!code.empty() && !is_currency_code(code))) fields.complain(key, "a currency code such as EUR, or empty");
    else request.currency = std::string(code);
  } else if (key == "calculator") text(named.calculator);
  else if (key == "output") text(named.output);
  else if (key == "input") text(named.input);
  else if (key == "scenarios") named.scenarios = value;
  else if (key == "target") named.target = value;
  else if (key == "draws") fields.whole(key, value, 1'000, 1'000'000, request.draws);
  else if (key == "seed") fields.whole(key, value, 0, std::int64_t{1} << 52, request.seed);
  else return misunderstood("“" + std::string(key) + "” is not a field we know.");
  return fields.error;
}

/// Calculator, output, input and target of the request.
std::optional<Error> look_up(CalculationRequest& request, const Named& named) {
  request.calculator = calculator_named(named.calculator);
  if (!request.calculator) return misunderstood(named.calculator.empty() ? "The field “calculator” is missing." : "“" + std::string(named.calculator) + "” is no calculator.");
  if (!named.output.empty()) {
    const auto place = place_of(request.calculator->outputs, [&](const OutputAbout& each) { return is_output_named(each, named.output); });
    if (!place) return misunderstood("“" + std::string(named.output) + "” is no output of “" + std::string(named.calculator) + "”.");
    request.output = *place;
  }
  if (request.kind != CalculationRequest::Kind::solve) return std::nullopt;
  const auto place = place_of(request.calculator->inputs, [&](const InputAbout& each) { return each.name == named.input && each.unit != Unit::choice && !each.counted; });
  if (!place) return misunderstood("“input” must be an input of “" + std::string(named.calculator) + "” that can change.");
  request.input = *place;
  double wanted;
  if (!named.target || named.target->get(wanted) || !std::isfinite(wanted)) return misunderstood("“target” must be a number.");
  request.target = wanted * scale(request.calculator->outputs[request.output].unit, request.digits);
  return std::nullopt;
}

}  // namespace

bool is_calculation(std::string_view json) {
  simdjson::dom::parser parser;
  std::string_view kind;
  if (parser.parse(json.data(), json.size())["kind"].get(kind)) return false;
  return std::ranges::find(kinds, kind) != kinds.end();
}

Expected<CalculationRequest> parse_calculation(std::string_view json) {
  CalculationRequest request{};
  Fields fields;
  Named named;
  simdjson::dom::parser parser;  // what is named points into it
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get(object)) return std::unexpected(misunderstood("It is not a JSON object."));
  if (object["kind"].error()) return std::unexpected(misunderstood("The field “kind” is missing."));
  for (const auto& [key, value] : object)
    if (auto error = take_field(key, value, fields, request, named)) return std::unexpected(*error);
  const std::string_view kind = kinds[static_cast<std::size_t>(request.kind)];
  for (const auto& [key, value] : object)
    if (!belongs(request.kind, key)) return std::unexpected(misunderstood("“" + std::string(key) + "” is not a field of “" + std::string(kind) + "”."));
  request.digits = minor_digits(request.currency);
  if (request.kind == CalculationRequest::Kind::calculators) return request;
  if (auto error = look_up(request, named)) return std::unexpected(*error);

  simdjson::dom::array list;
  if (!named.scenarios || named.scenarios->get(list)) return std::unexpected(misunderstood("“scenarios” must be a list of one to four objects of inputs."));
  const std::size_t most = request.kind == CalculationRequest::Kind::calculation ? most_scenarios : 1;
  if (list.size() == 0 || list.size() > most) return std::unexpected(misunderstood("“scenarios” must hold " + std::string(most == 1 ? "one scenario." : "one to four scenarios.")));
  ScenarioReader reader(*request.calculator, request.currency, request.digits);
  for (JsonElement each : list)
    if (auto error = reader.read(each, request.scenarios.emplace_back())) return std::unexpected(*error);
  return request;
}

}  // namespace lifeworth
