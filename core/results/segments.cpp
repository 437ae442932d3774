#include "results/segments.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

#include "metrics/score_changes.h"
#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

/// Where the groups of a number begin; each ends before the next one.
constexpr std::array<std::int64_t, 6> purchase_steps = {1, 2, 3, 4, 6, 11};
constexpr std::array<std::int64_t, 6> silence_steps = {0, 31, 91, 181, 366, 731};

/// Fewer years would be no picture.
constexpr int fewest_years = 4;
constexpr int months_a_year = 12, months_a_quarter = 3;

struct Cut {
  std::vector<Segment> segments;
  std::function<std::size_t(const CustomerRow&)> place;
};

Cut cut_by(std::span<const std::int64_t> steps, std::function<std::int64_t(const CustomerRow&)> number) {
  Cut cut;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    cut.segments.emplace_back().from = steps[i];
    if (i + 1 < steps.size()) cut.segments.back().to = steps[i + 1] - 1;
  }
  cut.place = [steps, number = std::move(number)](const CustomerRow& row) {
    return static_cast<std::size_t>(std::ranges::upper_bound(steps, number(row)) - steps.begin()) - 1;
  };
  return cut;
}

Day first_of(int period, int months) { return *day_of({period * months / 12, static_cast<unsigned>(period * months % 12) + 1, 1}); }

Cut cut_by_joining(const CustomerTable& table, int& months) {
  Cut cut;
  if (table.rows.empty()) return cut;
  const auto [first, last] = std::ranges::minmax(table.rows, {}, &CustomerRow::first_day);
  const auto periods = [&](int each) { return month_index(last.first_day) / each - month_index(first.first_day) / each + 1; };
  months = periods(months_a_year) < fewest_years ? months_a_quarter : months_a_year;
  const int begin = month_index(first.first_day) / months;
  for (int i = 0; i < periods(months); ++i) {
    cut.segments.emplace_back().from = first_of(begin + i, months);
    cut.segments.back().to = first_of(begin + i + 1, months) - 1;
  }
  cut.place = [begin, months](const CustomerRow& row) { return static_cast<std::size_t>(month_index(row.first_day) / months - begin); };
  return cut;
}

Cut cut_by_name(const NamedGroups& groups) {
  Cut cut;
  for (const std::string_view name : groups.names) cut.segments.emplace_back().name = name;
  cut.place = [&groups](const CustomerRow& row) { return std::size_t{groups.of[row.customer]}; };
  return cut;
}

Cut cut_for(const CustomerTable& table, SegmentBy by, const NamedGroups& groups, int& months) {
  switch (by) {
    case SegmentBy::answer: return cut_by_name(groups);
    case SegmentBy::joined: return cut_by_joining(table, months);
    case SegmentBy::purchases: return cut_by(purchase_steps, [](const CustomerRow& row) { return std::int64_t{row.frequency} + 1; });
    case SegmentBy::silence: return cut_by(silence_steps, [](const CustomerRow& row) { return std::int64_t{row.age} - row.recency; });
  }
  return {};
}

/// What stays of all that customers bought so far. The log of profits has the same customers, in the same order.
void add_so_far(Cut& cut, const Prediction& prediction, const Profits& profits) {
  const CustomerTable own = profits.costs() ? customer_table(profits.log(), prediction.observation_end) : CustomerTable{};
  const auto& rows = profits.costs() ? own.rows : prediction.table.rows;
  for (std::size_t i = 0; i < prediction.table.rows.size(); ++i) {
    Segment& segment = cut.segments[cut.place(prediction.table.rows[i])];
    ++segment.customers;
    segment.so_far += profits.factor() * static_cast<double>(rows[i].value);
  }
}

struct SegmentSums {
  ForecastSum alive, transactions;
  ProfitSum clv;
  std::uint64_t known = 0;  ///< customers of whom the model can say whether they are still active
};

void add_to_come(Cut& cut, const Prediction& prediction) {
  const PurchaseFit& purchases = prediction.purchases();
  if (!purchases) return;
  const double horizon = (prediction.horizon_end - prediction.observation_end) / days_per_week;
  const Forecaster forecaster(purchases, prediction.histories.unique, horizon, weekly_discount(prediction.settings), Moments::first);
  const auto spend = gamma_gamma::parameters_at(prediction.spend.log_theta);
  std::vector<SegmentSums> sums(cut.segments.size());
  prediction.histories.each([&](const History& history, std::span<const std::uint32_t> rows) {
    const HistoryForecast each = forecaster(history);
    for (const std::uint32_t row : rows) {
      const CustomerRow& customer = prediction.table.rows[row];
      SegmentSums& sum = sums[cut.place(customer)];
      if (prediction.knows_alive(history.x)) sum.alive.add(each.p_alive, each.log_alive_gradient), ++sum.known;
      sum.transactions.add(each.transactions, each.log_transactions_gradient);
      if (!prediction.knows_profit()) continue;
      const auto [mean, gradient] = spend_forecast(spend, customer, prediction.minor_units);
      sum.clv.add(each.discounted_transactions, each.log_discounted_gradient, prediction.minor_units * mean, gradient);
    }
  });
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Segment& segment = cut.segments[i];
    const auto& [alive, transactions, clv, known] = sums[i];
    if (known) segment.alive = at_most(double(known), alive.estimate(known, purchases));
    segment.transactions = transactions.estimate(segment.customers, purchases);
    if (prediction.knows_profit()) segment.clv = clv.estimate(segment.customers, prediction.order_profit, purchases, prediction.spend);
  }
}

std::optional<Estimate> per_customer(const Segment& segment) {
  if (!segment.clv) return std::nullopt;
  return scaled(*segment.clv, 1 / static_cast<double>(segment.customers));
}

/// By the last answer, from the worst to the best, and at last those without one. No groups without a scale.
Expected<NamedGroups> answer_groups(const Loaded& loaded, const Request& request) {
  const auto opened = survey_file(loaded, request.file, request.survey);
  if (!opened) return std::unexpected(opened.error());
  const SurveyAnswers& survey = opened->survey;
  NamedGroups groups;
  const auto& scale = survey.scale.scale;
  if (!scale) return groups;
  std::ranges::copy(score_group_codes(*scale), std::back_inserter(groups.names));
  groups.of.resize(loaded.log.customers(), static_cast<std::uint8_t>(groups.names.size()));
  groups.names.push_back("no_answer");
  for (const ScoreAnswer& answer : last_answers(survey.answers, std::nullopt))
    if (answer.customer < groups.of.size()) groups.of[answer.customer] = static_cast<std::uint8_t>(score_group(*scale, answer.mark));
  return groups;
}

}  // namespace

Segments segments_of(const Prediction& prediction, const Profits& profits, SegmentBy by, const NamedGroups& groups) {
  Segments result;
  result.by = by;
  Cut cut = cut_for(prediction.table, by, groups, result.months);
  if (cut.segments.empty()) return result;
  add_so_far(cut, prediction, profits);
  add_to_come(cut, prediction);
  for (Segment& segment : cut.segments)
    if (segment.customers) result.segments.push_back(std::move(segment));
  return result;
}

Expected<std::string> segments_json(const Loaded& loaded, const Prediction& prediction, const Profits& profits, const Request& request) {
  const SegmentBy by = request.segment_by;
  const Expected<NamedGroups> groups = by == SegmentBy::answer ? answer_groups(loaded, request) : NamedGroups{};
  if (!groups) return std::unexpected(groups.error());
  const Segments result = segments_of(prediction, profits, by, *groups);
  JsonWriter json;
  json.object().field("kind", "segments").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.field("by", segment_by_codes[static_cast<std::size_t>(by)]).field("months", result.months).field("margin", profits.rule().margin);
  write_costs(json, profits);
  json.field("customers", prediction.table.rows.size()).key("segments").array();
  for (const Segment& segment : result.segments) {
    json.object();
    const auto bound = [&](std::optional<std::int64_t> number) {
      if (!number || by == SegmentBy::answer) json.null();
      else if (by == SegmentBy::joined) json.value(iso_text(static_cast<Day>(*number)));
      else json.value(*number);
    };
    if (by == SegmentBy::answer) json.field("name", segment.name);
    json.key("from"), bound(segment.from);
    json.key("to"), bound(segment.to);
    json.field("customers", segment.customers).key("so_far");
    write_number(json, segment.so_far, Unit::money);
    write_estimate(json.key("alive"), segment.alive, Unit::customers);
    write_estimate(json.key("transactions"), segment.transactions, Unit::transactions);
    write_estimate(json.key("clv"), segment.clv, Unit::money);
    write_estimate(json.key("mean_clv"), per_customer(segment), Unit::money);
    json.end();
  }
  json.end().end();
  return std::move(json).text();
}

}  // namespace lifeworth
