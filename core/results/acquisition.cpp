#include "results/acquisition.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <set>
#include <utility>

#include "metrics/acquisition.h"
#include "metrics/payback.h"
#include "metrics/spend.h"
#include "results/acquisition_channels.h"
#include "results/acquisition_payback.h"
#include "results/estimate_json.h"

namespace lifeworth {
namespace {

/// Parts beyond these, the largest first, are put together.
constexpr std::size_t most_channels = 12, most_campaigns = 20;
/// As many as a picture can tell apart are told by month.
constexpr std::size_t pictured_channels = 5;

/// In months; customers' value ÷ cost is told at these.
constexpr std::array<int, 4> told_ages = {3, 6, 12, 24};
/// The one that a ratio from elsewhere is held against.
constexpr int compared_age = 12;

std::int64_t count(double n) { return std::llround(n); }

std::vector<std::size_t> by_spend(const std::vector<SpendPart>& parts) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return parts[i].spend; });
  return order;
}

/// What a channel itself says of new customers, in the days of which orders are known.
struct Reported {
  double spend = 0, customers = 0;
  std::vector<AcquisitionMonth> months;
};

/// Rows count with the day they begin on: a platform's count cannot be cut.
Reported reported_by(const Spend& spend, std::optional<std::uint32_t> channel, const CountedSpend& counted) {
  Reported result;
  result.months = counted.months;
  for (AcquisitionMonth& month : result.months) month.spend = month.customers = 0;
  for (const SpendRow& row : spend.rows) {
    if ((channel && row.channel != *channel) || !spend.channels[row.channel].reports || row.first < counted.window.first || row.first > counted.window.last) continue;
    if (!channel && !row.acquisition) continue;
    AcquisitionMonth& month = result.months[static_cast<std::size_t>(month_index(row.first) - result.months.front().month)];
    month.spend += static_cast<double>(row.amount), month.customers += row.reported;
    result.spend += static_cast<double>(row.amount), result.customers += row.reported;
  }
  return result;
}

/// Everything that is counted where spend and orders are of the same time and currency.
struct Acquisition {
  std::array<CountedSpend, 4> counted;
  std::array<CountScatter, 4> scatter;
  std::size_t chosen = 0;
  double each = 0;         ///< of the chosen definition, beside the spend
  double onboarding = 0;
  std::vector<Day> first_days;

  double each_of(std::size_t definition) const { return definition == std::size_t(CacDefinition::loaded) ? onboarding : 0; }
  std::optional<Estimate> cac(std::size_t definition) const {
    return cost_per_customer(counted[definition].spend, counted[definition].customers, scatter[definition], each_of(definition));
  }
};

Acquisition acquisition_of(const Spend& spend, const Profits& profits, Day observation_end, const AcquisitionRequest& request, int digits) {
  Acquisition result;
  result.first_days = first_purchase_days(profits.revenue(), observation_end);
  const DayRange observed{profits.revenue().first_day(), observation_end};
  result.onboarding = std::round(request.onboarding_cost * static_cast<double>(power_of_ten(digits)));
  for (std::size_t i = 0; i < result.counted.size(); ++i) {
    result.counted[i] = counted_spend(spend, result.first_days, observed, i >= std::size_t(CacDefinition::acquisition), i >= std::size_t(CacDefinition::lagged) ? request.lag_days : 0);
    result.scatter[i] = scatter_of(result.counted[i].months);
  }
  result.chosen = std::size_t(request.definition);
  result.each = result.each_of(result.chosen);
  return result;
}

void write_parts(JsonWriter& json, const Spend& spend, const Acquisition* acquisition) {
  const double total = std::accumulate(spend.channels.begin(), spend.channels.end(), 0.0, [](double sum, const SpendPart& part) { return sum + double(part.spend); });
  std::set<int> months;
  for (const auto& [at, money] : spend.by_month) months.insert(at.second);
  json.field("total", count(total)).key("spend_months").array();
  for (const int month : months) json.value(month_text(month));
  json.end().key("channels").array();
  const auto channels = by_spend(spend.channels);
  const auto money_in = [&](std::size_t channel, int month) {
    const auto found = spend.by_month.find({static_cast<std::uint32_t>(channel), month});
    return found == spend.by_month.end() ? Minor{0} : found->second;
  };
  for (std::size_t i = 0; i < std::min(most_channels, channels.size()); ++i) {
    const SpendPart& part = spend.channels[channels[i]];
    json.object().field("name", part.name).field("spend", part.spend).field("share", total > 0 ? std::optional(double(part.spend) / total) : std::nullopt);
    json.field("acquisition", part.acquisition);
    std::optional<Reported> reported;
    if (acquisition && part.reports && !acquisition->counted[0].months.empty()) reported = reported_by(spend, static_cast<std::uint32_t>(channels[i]), acquisition->counted[0]);
    json.field("reported", reported ? std::optional(reported->customers) : std::nullopt);
    write_estimate(json.key("cac"), reported && reported->spend >= 0 ? cost_per_customer(reported->spend, reported->customers, scatter_of(reported->months)) : std::nullopt, Unit::money);
    json.key("by_month");
    if (i >= pictured_channels) json.null();
    else {
      json.array();
      for (const int month : months) json.value(money_in(channels[i], month));
      json.end();
    }
    json.end();
  }
  json.end().key("other_channels");
  if (channels.size() <= most_channels) json.null();
  else {
    const auto others = std::span(channels).subspan(most_channels);
    const Minor sum = std::accumulate(others.begin(), others.end(), Minor{0}, [&](Minor so_far, std::size_t channel) { return so_far + spend.channels[channel].spend; });
    json.object().field("channels", others.size()).field("spend", sum).end();
  }
  json.key("rest_by_month");
  if (channels.size() <= pictured_channels) json.null();
  else {
    json.array();
    for (const int month : months) {
      Minor sum = 0;
      for (const std::size_t channel : std::span(channels).subspan(pictured_channels)) sum += money_in(channel, month);
      json.value(sum);
    }
    json.end();
  }
  json.key("campaigns").array();
  const auto campaigns = by_spend(spend.campaigns);
  std::size_t written = 0;
  for (const std::size_t i : campaigns) {
    const SpendPart& part = spend.campaigns[i];
    if (part.name.empty() || ++written > most_campaigns) continue;
    json.object().field("name", part.name).field("channel", spend.channels[part.channel].name).field("spend", part.spend).field("acquisition", part.acquisition).end();
  }
  json.end();
}

void write_definitions(JsonWriter& json, const Acquisition& acquisition) {
  json.key("definitions").array();
  for (std::size_t i = 0; i < acquisition.counted.size(); ++i) {
    const CountedSpend& counted = acquisition.counted[i];
    json.object().field("definition", cac_definition_codes[i]);
    if (counted.window.empty()) json.key("first_day").null().key("last_day").null();
    else json.field("first_day", iso_text(counted.window.first)).field("last_day", iso_text(counted.window.last));
    json.field("spend", count(counted.spend)).field("customers", count(counted.customers)).field("scatter", acquisition.scatter[i].phi);
    write_estimate(json.key("cac"), counted.spend >= 0 ? acquisition.cac(i) : std::nullopt, Unit::money);
    json.end();
  }
  json.end();
}

void write_paid(JsonWriter& json, const Spend& spend, const Acquisition& acquisition, std::vector<Sentence>& caveats) {
  json.key("paid");
  const CountedSpend& counted = acquisition.counted[0];
  const bool reports = std::ranges::any_of(spend.channels, &SpendPart::reports);
  if (!reports || counted.months.empty()) {
    json.null();
    return;
  }
  const Reported reported = reported_by(spend, std::nullopt, counted);
  json.object().field("spend", count(reported.spend)).field("reported", reported.customers);
  write_estimate(json.key("cac"), reported.spend >= 0 ? cost_per_customer(reported.spend, reported.customers, scatter_of(reported.months)) : std::nullopt, Unit::money);
  json.end();
  if (reported.customers > counted.customers)
    caveats.push_back({Code::acquisition_reported_more, {{"reported", count(reported.customers)}, {"customers", count(counted.customers)}}});
}

void write_marginal(JsonWriter& json, const Acquisition& acquisition, std::vector<Sentence>& caveats) {
  const CountedSpend& counted = acquisition.counted[acquisition.chosen];
  const CountScatter& scatter = acquisition.scatter[acquisition.chosen];
  const auto marginal = marginal_cost(counted.months);
  json.key("marginal");
  if (!marginal) {
    caveats.push_back({Code::marginal_few_months, {{"needed", std::int64_t(fewest_months_of_slope)}, {"months", std::int64_t(scatter.months)}}});
    json.null();
    return;
  }
  if (!marginal->varied) caveats.push_back({Code::marginal_same_spend});
  else if (!marginal->cost) caveats.push_back({Code::marginal_unclear});
  json.object().field("months", marginal->months).field("varied", marginal->varied);
  write_estimate(json.key("cost"), marginal->cost, Unit::money);
  json.key("at_least");
  if (marginal->at_least) write_number(json, *marginal->at_least, Unit::money);
  else json.null();
  write_estimate(json.key("average"), cost_per_customer(counted.spend, counted.customers, scatter), Unit::money);
  json.end();
}

/// The months of first purchases: what their customers cost, and what they have brought back by fixed ages.
void write_cohorts(JsonWriter& json, const PaybackTable& table, const Acquisition& acquisition) {
  const CountScatter& scatter = acquisition.scatter[acquisition.chosen];
  const auto& months = acquisition.counted[acquisition.chosen].months;
  json.key("ages").array();
  for (const int age : told_ages)
    if (table.ratio(age, scatter)) json.value(age);
  json.end();
  const auto write_ratios = [&](auto&& of) {
    json.key("ratios").array();
    for (const int age : told_ages)
      if (table.ratio(age, scatter)) write_estimate(json, of(age), Unit::ratio);
    json.end();
  };
  json.key("cohorts").array();
  for (std::size_t i = 0; i < months.size(); ++i) {
    json.object().field("month", month_text(months[i].month)).field("whole", months[i].whole).field("spend", count(months[i].spend)).field("customers", count(months[i].customers));
    write_estimate(json.key("cac"), months[i].spend >= 0 ? cost_per_customer(months[i].spend, months[i].customers, scatter, acquisition.each) : std::nullopt, Unit::money);
    write_ratios([&](int age) { return table.ratio(table.cohorts()[i], age, scatter); });
    json.end();
  }
  json.end().key("all").object();
  write_ratios([&](int age) { return table.ratio(age, scatter); });
  json.end();
}

/// Where a number from elsewhere lies against the own interval.
void write_outside(JsonWriter& json, std::string_view name, std::optional<double> outside, const std::optional<Estimate>& own, Unit unit) {
  json.key(name);
  if (!outside) {
    json.null();
    return;
  }
  json.object();
  write_number(json.key("value"), *outside, unit);
  write_estimate(json.key("own"), own, unit);
  json.key("own_is");
  if (!own || !own->interval) json.null();
  else json.value(own->interval->high < *outside ? "below" : own->interval->low > *outside ? "above" : "alike");
  json.end();
}

/// Whether many of those who appear first had bought before the orders begin.
std::optional<Sentence> old_customers(std::span<const Day> days, Day counted_from, Day first_day) {
  constexpr Day stretch = 30;
  constexpr int stretches = 12;
  if (days.empty() || counted_from > first_day + 3 * stretch) return std::nullopt;
  std::vector<std::int64_t> counts;
  for (int i = 0; i < stretches && first_day + (i + 1) * stretch <= days.back() + 1; ++i) {
    const auto from = std::ranges::lower_bound(days, first_day + i * stretch), to = std::ranges::lower_bound(days, first_day + (i + 1) * stretch);
    counts.push_back(to - from);
  }
  if (counts.size() < 4) return std::nullopt;
  const std::int64_t first = counts.front();
  std::ranges::sort(counts.begin() + 1, counts.end());
  const std::int64_t later = counts[1 + (counts.size() - 1) / 2];
  if (first < 20 || first <= 2 * later) return std::nullopt;
  return Sentence{Code::acquisition_old_customers, {{"day", iso_text(first_day)}, {"first", first}, {"later", later}}};
}

/// Everything but the payback, which is drawn later; `later`: the caveats that follow the payback's own.
std::unique_ptr<PaybackAnswer> write_costs_of_customers(JsonWriter& json, const Spend& spend, const Loaded& loaded, const Profits& profits, Day observation_end, const Request& request,
                                                        const Acquisition& acquisition, std::vector<Sentence>& caveats, std::vector<Sentence>& later) {
  const CountedSpend& counted = acquisition.counted[acquisition.chosen];
  const std::string first = iso_text(counted.window.first), last = iso_text(counted.window.last);
  if (!has_channels(loaded)) caveats.push_back({Code::acquisition_blended});
  if (const auto old = old_customers(acquisition.first_days, acquisition.counted[0].window.first, loaded.log.first_day())) caveats.push_back(*old);
  const DayRange same_days = acquisition.counted[0].window;
  double outside = -acquisition.counted[0].spend;
  for (const SpendPart& channel : spend.channels) outside += double(channel.spend);
  if (std::abs(outside) >= 0.5 && !same_days.empty())
    caveats.push_back({Code::spend_outside,
                       {{"amount", Figure{std::round(outside), Unit::money, loaded.orders.currency, loaded.digits}}, {"first", iso_text(same_days.first)}, {"last", iso_text(same_days.last)}}});
  if (counted.customers == 0) caveats.push_back({Code::acquisition_nobody, {{"first", first}, {"last", last}}});
  const CountScatter& scatter = acquisition.scatter[acquisition.chosen];
  if (!(scatter.degrees > 0)) caveats.push_back({Code::acquisition_few_months, {{"months", std::int64_t(scatter.months)}, {"needed", std::int64_t(fewest_months_of_scatter)}}});
  write_definitions(json, acquisition);
  write_paid(json, spend, acquisition, caveats);
  write_marginal(json, acquisition, caveats);
  const AcquisitionRequest& own = request.acquisition;
  PaybackTable table(profits.log(), profits.factor(), counted.months, acquisition.each, observation_end, std::max(told_ages.back(), own.payback_months));
  write_cohorts(json, table, acquisition);
  const double discount = request.settings.discount;
  std::optional<PaybackTable> discounted;
  if (discount > 0) discounted.emplace(discounted_since_first(profits.log(), discount), profits.factor(), counted.months, acquisition.each, observation_end, own.payback_months);
  const bool found_only = own.definition >= CacDefinition::acquisition;
  const ChannelRule rule{{profits.revenue().first_day(), observation_end}, found_only, own.definition >= CacDefinition::lagged ? own.lag_days : 0, acquisition.each};
  write_channels(json, loaded, profits, spend, rule, own, later);
  const double major = static_cast<double>(power_of_ten(loaded.digits));
  write_outside(json, "outside_cac", own.outside_cac ? std::optional(*own.outside_cac * major) : std::nullopt, acquisition.cac(acquisition.chosen), Unit::money);
  write_outside(json, "outside_ratio", own.outside_ratio, table.ratio(compared_age, scatter), Unit::ratio);
  return std::make_unique<PaybackAnswer>(std::move(table), std::move(discounted), scatter, request);
}

/// The one currency of files that name one; nothing where they name several.
std::optional<CurrencyCode> one_currency(const std::vector<CurrencyCode>& codes) {
  CurrencyCode one;
  for (const CurrencyCode& code : codes) {
    if (!code.empty() && !one.empty() && code != one) return std::nullopt;
    if (!code.empty()) one = code;
  }
  return one;
}

Sentence several(const std::vector<CurrencyCode>& codes) {
  std::string list;
  for (const CurrencyCode& code : codes)
    if (!code.empty()) list += (list.empty() ? "" : ", ") + code;
  return {Code::two_currencies, {{"currencies", list}}};
}

/// Of the session's files of spend: how their formats are called, and their currencies.
struct SpendFiles {
  std::vector<std::string> titles;
  std::vector<CurrencyCode> codes;

  explicit SpendFiles(const Loaded& loaded) {
    for (const FileFacts& file : loaded.files) titles.push_back(file.title);
    for (const Records& file : loaded.records)
      if (file.kind == RecordKind::spend && std::ranges::find(codes, file.currency) == codes.end()) codes.push_back(file.currency);
  }
};

bool are_alike(const CurrencyCode& one, const CurrencyCode& other) { return one.empty() || other.empty() || one == other; }

}  // namespace

std::optional<MeasuredCost> measured_cost(const Loaded& loaded, Day observation_end) {
  const SpendFiles files(loaded);
  const auto currency = one_currency(files.codes);
  if (!currency || !are_alike(*currency, loaded.orders.currency)) return std::nullopt;
  const Spend spend = spend_of(loaded.records, files.titles, {}, loaded.digits);
  if (spend.rows.empty()) return std::nullopt;
  const CountedSpend counted = counted_spend(spend, first_purchase_days(loaded.log, observation_end), {loaded.log.first_day(), observation_end}, false, 0);
  if (counted.window.empty() || !(counted.spend > 0)) return std::nullopt;
  const CountScatter scatter = scatter_of(counted.months);
  const auto each = cost_per_customer(counted.spend, counted.customers, scatter);
  if (!each) return std::nullopt;
  return MeasuredCost{counted.window, counted.spend, {counted.customers, count_interval(counted.customers, scatter), static_cast<std::uint64_t>(count(counted.customers))}, *each};
}

struct AcquisitionAnswer::State {
  JsonWriter head;                        ///< all but the payback
  std::vector<Sentence> caveats, later;   ///< before and after what is said of the payback
  std::unique_ptr<PaybackAnswer> payback;  ///< nothing where spend and orders cannot be counted together
};

AcquisitionAnswer::AcquisitionAnswer(std::unique_ptr<State> state) : state_(std::move(state)) {}
AcquisitionAnswer::AcquisitionAnswer(AcquisitionAnswer&&) noexcept = default;
AcquisitionAnswer& AcquisitionAnswer::operator=(AcquisitionAnswer&&) noexcept = default;
AcquisitionAnswer::~AcquisitionAnswer() = default;

Expected<AcquisitionAnswer> AcquisitionAnswer::begin(const Loaded& loaded, const Profits* profits, Day observation_end, const Request& request) {
  const SpendFiles files(loaded);
  const auto own_currency = one_currency(files.codes);
  if (!own_currency) return std::unexpected(several(files.codes));
  const bool alike = !profits || are_alike(*own_currency, loaded.orders.currency);
  const bool with_orders = profits && alike;
  const CurrencyCode currency = with_orders ? loaded.orders.currency : *own_currency;
  const int digits = with_orders ? loaded.digits : minor_digits(currency);
  const Spend spend = spend_of(loaded.records, files.titles, request.acquisition.not_acquisition, digits);
  const bool spent = !spend.rows.empty();
  if (!spent && !(profits && has_traits(loaded))) return std::unexpected(Error{Code::no_spend});
  auto state = std::make_unique<State>();
  auto& caveats = state->caveats;
  std::optional<Acquisition> acquisition;
  if (!profits) caveats.push_back({Code::spend_without_orders});
  else if (!spent) {
    const Day begin = loaded.log.first_day();
    if (const auto old = old_customers(first_purchase_days(profits->revenue(), observation_end), begin, begin)) caveats.push_back(*old);
  } else if (!alike) caveats.push_back(several({*own_currency, loaded.orders.currency}));
  else {
    acquisition = acquisition_of(spend, *profits, observation_end, request.acquisition, digits);
    const CountedSpend& counted = acquisition->counted[acquisition->chosen];
    if (counted.window.empty()) {
      caveats.push_back({Code::spend_apart,
                         {{"spend_first", iso_text(spend.first_day)}, {"spend_last", iso_text(spend.last_day)}, {"first", iso_text(profits->revenue().first_day())}, {"last", iso_text(observation_end)}}});
      acquisition.reset();
    } else if (counted.spend < 0) {
      caveats.push_back({Code::spend_negative});
      acquisition.reset();
    }
  }
  if (spend.ends_not_used) caveats.push_back({Code::spend_ends_not_used});
  const AcquisitionRequest& own = request.acquisition;
  JsonWriter& json = state->head;
  json.object().field("kind", "acquisition").field("currency", currency).field("minor_digits", digits);
  json.field("first_day", spent ? std::optional(iso_text(spend.first_day)) : std::nullopt).field("last_day", spent ? std::optional(iso_text(spend.last_day)) : std::nullopt).field("rows", spend.rows.size());
  json.field("lag_days", own.lag_days).field("onboarding_cost", count(own.onboarding_cost * static_cast<double>(power_of_ten(digits))));
  json.field("definition", cac_definition_codes[std::size_t(own.definition)]).field("counted", acquisition.has_value());
  write_parts(json, spend, acquisition ? &*acquisition : nullptr);
  if (acquisition || !spent) {
    json.field("observation_end", iso_text(observation_end)).field("margin", profits->rule().margin);
    write_costs(json, *profits);
    if (spent) state->payback = write_costs_of_customers(json, spend, loaded, *profits, observation_end, request, *acquisition, caveats, state->later);
    else if (tells_customers_apart(loaded)) write_channels(json, loaded, *profits, spend, {.observed = {profits->revenue().first_day(), observation_end}}, own, state->later);
    else json.key("by_channel").null();
    state->later.insert(state->later.end(), profits->caveats().begin(), profits->caveats().end());
  }
  return AcquisitionAnswer(std::move(state));
}

void AcquisitionAnswer::draw(const Request& request) {
  if (state_->payback) state_->payback->draw(request.steps);
}

bool AcquisitionAnswer::done() const { return !state_->payback || state_->payback->drawn() == 1; }

std::string AcquisitionAnswer::json() const {
  JsonWriter json = state_->head;
  std::vector<Sentence> caveats = state_->caveats;
  if (state_->payback) state_->payback->write(json, caveats);
  json.field("drawn", state_->payback ? state_->payback->drawn() : 1);
  caveats.insert(caveats.end(), state_->later.begin(), state_->later.end());
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
