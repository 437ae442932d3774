#include "results/after_answers.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "metrics/after_answers.h"
#include "metrics/mean_sums.h"
#include "metrics/share.h"
#include "results/differences.h"
#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

/// As of tiers: so many customers of like spend a stratum, and so many strata at most (Cochran 1968).
constexpr std::size_t fewest_in_stratum = 50, most_strata = 20;

/// Of all other files: an answer to a ticket is no contact after it.
std::vector<Contact> contacts_of(const Loaded& loaded, std::uint64_t own_file) {
  std::vector<Contact> contacts;
  for (const Records& records : loaded.records) {
    if (records.kind != RecordKind::contacts || is_part_of(loaded, own_file, records.file) || records.days.empty()) continue;
    for (std::size_t row = 0; row < records.customers.size(); ++row)
      if (records.customers[row] != nobody && records.days[row] != no_day) contacts.push_back({records.customers[row], records.days[row]});
  }
  std::ranges::sort(contacts);
  return contacts;
}

/// Customers who are told of together.
struct Followed {
  std::uint64_t n = 0, bought = 0, refunded = 0;
  MeanSums revenue, orders, contacts;

  void add(const SpendChange& spend, bool came_back, std::int32_t called) {
    ++n, bought += spend.orders_after > 0, refunded += came_back;
    revenue.add(spend.after), orders.add(spend.orders_after), contacts.add(called);
  }
};

/// Those who spent nothing before are alike; the others by quantiles of what they had spent.
Strata like_spend(std::span<const AfterAnswer> customers, std::uint8_t first_group) {
  std::vector<double> spent;
  for (const AfterAnswer& each : customers)
    if (each.spend.before > 0) spent.push_back(each.spend.before);
  std::ranges::sort(spent);
  const std::size_t parts = std::clamp<std::size_t>(spent.size() / fewest_in_stratum, 1, most_strata - 1);
  Strata strata;
  strata.count = parts + 1;
  for (const AfterAnswer& each : customers) {
    const auto less = static_cast<std::size_t>(std::ranges::lower_bound(spent, each.spend.before) - spent.begin());
    strata.members.push_back({each.group == first_group, static_cast<std::uint8_t>(each.spend.before > 0 ? 1 + less * parts / spent.size() : 0)});
  }
  return strata;
}

struct Compared {
  std::string_view name;
  Unit unit;
  bool share, before;
  double (*of)(const AfterAnswer& each);
};
constexpr Compared compared[] = {
    {"spend_before", Unit::money, false, true, [](const AfterAnswer& each) { return each.spend.before; }},
    {"bought_after", Unit::share, true, false, [](const AfterAnswer& each) { return each.spend.orders_after > 0 ? 1.0 : 0.0; }},
    {"spend_after", Unit::money, false, false, [](const AfterAnswer& each) { return each.spend.after; }},
    {"orders_after", Unit::count, false, false, [](const AfterAnswer& each) { return double(each.spend.orders_after); }},
    {"refunded_after", Unit::share, true, false, [](const AfterAnswer& each) { return each.refunded ? 1.0 : 0.0; }},
    {"contacts_after", Unit::count, false, false, [](const AfterAnswer& each) { return double(each.contacts); }},
};

struct Writer {
  JsonWriter& json;
  bool has_contacts, has_refunds;

  /// Student's t goes as far down as up, and skewed numbers reach below what there can be. Revenue net of refunds can be below 0, but only in files with refunds.
  Estimate revenue(const Followed& sums) const { return has_refunds ? where_it_varies(sums.revenue.estimate()) : at_least(0, where_it_varies(sums.revenue.estimate())); }
  static Estimate counted(const MeanSums& sums) { return at_least(0, where_it_varies(sums.estimate())); }

  void followed(const Followed& sums) const {
    json.field("n", sums.n);
    const auto write = [&](std::string_view name, const Estimate& estimate, Unit unit) {
      write_estimate(json.key(name), sums.n ? std::optional(estimate) : std::nullopt, unit);
    };
    write("bought", where_it_holds(share_of(sums.bought, sums.n)), Unit::share);
    write("revenue", revenue(sums), Unit::money);
    write("orders", counted(sums.orders), Unit::count);
    write("refunded", where_it_holds(share_of(sums.refunded, sums.n)), Unit::share);
    if (has_contacts) write("contacts", counted(sums.contacts), Unit::count);
    else json.key("contacts").null();
  }

  template <class Holds>
  void group(std::span<const AfterAnswer> customers, Holds&& holds) const {
    Followed sums;
    for (const AfterAnswer& each : customers)
      if (holds(each)) sums.add(each.spend, each.refunded, each.contacts);
    followed(sums);
  }

  /// The happy ones with and without a purchase in the window, in as many days once more.
  void happy(std::span<const AfterAnswer> customers, std::uint8_t happiest) const {
    std::uint64_t all = 0, idle = 0;
    Followed later[2];
    for (const AfterAnswer& each : customers) {
      if (each.group != happiest) continue;
      const bool bought = each.spend.orders_after > 0;
      ++all, idle += !bought;
      if (each.later_known) later[bought].add(each.later, false, 0);
    }
    json.key("happy").object().field("customers", all);
    write_estimate(json.key("without_purchase"), all ? std::optional(where_it_holds(share_of(idle, all))) : std::nullopt, Unit::share);
    for (const bool bought : {false, true}) {
      const Followed& sums = later[bought];
      json.key(bought ? "bought" : "idle").object().field("n", sums.n);
      write_estimate(json.key("bought"), sums.n ? std::optional(where_it_holds(share_of(sums.bought, sums.n))) : std::nullopt, Unit::share);
      write_estimate(json.key("revenue"), sums.n ? std::optional(revenue(sums)) : std::nullopt, Unit::money);
      json.end();
    }
    json.end();
  }

  void differences(std::span<const AfterAnswer> customers, std::uint8_t happiest) const {
    const Strata strata = like_spend(customers, happiest);
    Strata together = strata;
    together.count = 1;
    for (Member& member : together.members) member.stratum = 0;
    std::vector<TraitDifference> columns;
    std::vector<double> values(customers.size());
    for (const auto& [name, unit, share, before, of] : compared) {
      if (name == "contacts_after" && !has_contacts) continue;
      std::ranges::transform(customers, values.begin(), of);
      columns.push_back((before ? together : strata).compared({.name = name, .unit = unit, .share = share, .of_history = before}, values));
    }
    write_differences(json, columns, "first", "before", &Trait::of_history);
  }
};

}  // namespace

Expected<std::string> after_answers_json(const Loaded& loaded, Day observation_end, const Request& request) {
  const auto opened = survey_file(loaded, request.file, request.survey);
  if (!opened) return std::unexpected(opened.error());
  const auto& [records, question, survey] = *opened;
  const auto& scale = survey.scale.scale;
  const std::vector<Contact> contacts = contacts_of(loaded, request.file);
  const AfterAnswers after = scale ? after_answers(loaded.log, survey.answers, contacts, *scale, observation_end, request.after_days) : AfterAnswers{};

  JsonWriter json;
  json.object().field("kind", "after_answers").field("file", request.file).field("question", *question);
  json.field("currency", loaded.orders.currency).field("minor_digits", loaded.digits).field("observation_end", iso_text(observation_end)).key("measure");
  if (scale) json.value(measure_codes[static_cast<std::size_t>(scale->measure)]);
  else json.null();
  json.field("days", request.after_days).field("answered", after.answered).field("followed", after.customers.size()).key("left_out").array();
  for (std::size_t reason = 0; reason < not_followed_codes.size(); ++reason)
    if (after.left_out[reason]) json.object().field("reason", not_followed_codes[reason]).field("customers", after.left_out[reason]).end();
  json.end().key("result");
  if (after.customers.empty()) json.null();
  else {
    const Writer write{json, !contacts.empty(), loaded.log.refunds() > 0};
    const auto happiest = static_cast<std::uint8_t>(score_groups(*scale) - 1);
    json.object().key("groups").array();
    for (std::size_t group = 0; group <= happiest; ++group) {
      json.object().field("group", score_group_codes(*scale)[group]);
      write.group(after.customers, [&](const AfterAnswer& each) { return each.group == group; });
      json.end();
    }
    json.end().key("scores").array();
    for (int score = scale->first(); score <= scale->last(); ++score) {
      json.object().field("score", scale->points(score));
      write.group(after.customers, [&](const AfterAnswer& each) { return each.score == score; });
      json.end();
    }
    json.end();
    write.happy(after.customers, happiest);
    write.differences(after.customers, happiest);
    json.end();
  }
  json.end();
  return std::move(json).text();
}

}  // namespace lifeworth
