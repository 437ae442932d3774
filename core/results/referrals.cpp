#include "results/referrals.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "metrics/referrals.h"
#include "results/estimate_json.h"
#include "results/survey_file.h"
#include "results/survey_scale.h"

namespace lifeworth {
namespace {

/// "80 % of your positive referrals come from your Promoters" (Reichheld 2006, The Ultimate Question).
constexpr double claimed_share = 0.8;

std::int64_t whole(std::uint64_t n) { return static_cast<std::int64_t>(n); }

/// What the files say of who recommended whom.
struct Recommended {
  std::string column;               ///< "" = no file has one
  std::vector<Referral> referrals;  ///< one a customer, by customer
  std::uint64_t self = 0, unknown = 0, no_day = 0;
};

/// Customers' first purchases; no_day where they have none.
std::vector<Day> days_joined(const Loaded& loaded, std::size_t customers, Day end) {
  std::vector<Day> days(customers, no_day);
  if (loaded.orders.files.empty()) return days;
  for (std::uint32_t customer = 0; customer < std::min(customers, loaded.log.customers()); ++customer) {
    const auto own = loaded.log.of(customer);
    const auto first = std::ranges::find(own, false, &Transaction::refund);
    if (first != own.end() && first->day <= end) days[customer] = first->day;
  }
  return days;
}

class Collector {
 public:
  Collector(const TextDictionary& names, std::span<const Day> joined) : names_(names), joined_(joined), named_(names.size()) {}

  void add(std::uint32_t customer, std::string_view by, Day day) {
    if (named_[customer]) return;  // one file says it as well as two
    const auto referrer = customer_known_as(names_, by);
    if (referrer == customer) {
      ++found_.self;
      return;
    }
    named_[customer] = true;
    const Day first = joined_[customer] != no_day ? joined_[customer] : day;
    found_.unknown += !referrer, found_.no_day += first == no_day;
    found_.referrals.push_back({customer, referrer.value_or(nobody), first});
  }
  void column(const std::string& name) {
    if (found_.column.empty()) found_.column = name;
  }
  Recommended found() && {
    std::ranges::sort(found_.referrals, {}, &Referral::customer);
    return std::move(found_);
  }

 private:
  const TextDictionary& names_;
  std::span<const Day> joined_;
  std::vector<bool> named_;
  Recommended found_;
};

/// Orders first, then lists of customers.
Recommended recommended(const Loaded& loaded, const TextDictionary& names, std::span<const Day> joined) {
  Collector collector(names, joined);
  const OrderTrait& of_orders = loaded.orders.traits[Role::referred_by];
  if (of_orders.known()) {
    collector.column(of_orders.column);
    for (std::uint32_t customer = 0; customer < joined.size(); ++customer)
      if (const std::uint32_t name = of_orders.of(customer); name != OrderTrait::no_name && joined[customer] != no_day) collector.add(customer, of_orders.names[name], no_day);
  }
  for (const Records& records : loaded.records) {
    const auto values = std::ranges::find(records.values, Role::referred_by, &Records::Values::role);
    if (values == records.values.end() || records.customers.empty() || values->dictionary.size() == 0) continue;
    collector.column(loaded.files[records.file].referred_by_column);
    for (std::size_t row = 0; row < records.customers.size(); ++row)
      if (records.customers[row] != nobody && values->words[row] != nobody)
        collector.add(records.customers[row], values->dictionary[values->words[row]], records.days.empty() ? no_day : records.days[row]);
  }
  return std::move(collector).found();
}

/// A channel by which customers seem to come whom somebody recommended.
struct ReferralChannel {
  std::string name;
  std::uint64_t customers = 0;
};
std::optional<ReferralChannel> referral_channel(const Loaded& loaded) {
  static constexpr std::string_view words[] = {"referral", "referrals", "referred", "refer a friend", "friend", "friends", "word of mouth", "recommendation", "referido", "referidos",
                                               "recomendacion", "recomendado", "amigo", "amigos", "boca a boca"};
  const OrderTrait& channels = loaded.orders.traits[Role::channel];
  if (!channels.known()) return std::nullopt;
  std::vector<std::uint64_t> customers(channels.names.size());
  for (const std::uint32_t name : channels.by_customer)
    if (name != OrderTrait::no_name) ++customers[name];
  std::optional<ReferralChannel> best;
  for (std::uint32_t name = 0; name < customers.size(); ++name) {
    const std::string text = " " + folded(channels.names[name]) + " ";
    const bool referral = std::ranges::any_of(words, [&](std::string_view word) { return text.find(" " + std::string(word) + " ") != std::string::npos; });
    if (referral && customers[name] > (best ? best->customers : 0)) best = {std::string(channels.names[name]), customers[name]};
  }
  return best;
}

void write_groups(JsonWriter& json, const ReferralTable& table, const ScoreScale& scale) {
  const auto codes = score_group_codes(scale);
  json.key("groups").array();
  for (std::size_t i = 0; i < table.groups.size(); ++i) {
    const ReferralGroup& group = table.groups[i];
    json.object().field("group", i < codes.size() ? codes[i] : std::string_view("no_answer")).field("referrals", group.referrals).field("referrers", group.referrers);
    json.field("customers", group.customers).field("years", group.years);
    write_estimate(json.key("rate"), group.rate, Unit::per_year);
    json.end();
  }
  json.end();
}

void write_share(JsonWriter& json, const ReferralTable& table, const ScoreScale& scale) {
  json.field("answered", table.answered).field("referrers", table.referrers).field("effective", table.effective);
  write_estimate(json.key("share"), table.share, Unit::share);
  json.key("claim");
  if (scale.measure != SurveyMeasure::nps) {
    json.null();
    return;
  }
  json.object().field("value", claimed_share).key("own_is");
  if (!table.share || !table.share->interval) json.null();
  else json.value(table.share->interval->high < claimed_share ? "below" : table.share->interval->low > claimed_share ? "above" : "alike");
  json.end();
}

void write_worth(JsonWriter& json, const ReferredWorth& worth) {
  json.key("worth").array();
  for (std::size_t age = 0; age < value_ages.size(); ++age) {
    const ReferredWorth::At& at = worth.ages[age];
    json.object().field("age", value_ages[age]).field("referred", at.referred).field("others", at.others);
    write_estimate(json.key("of_referred"), at.of_referred, Unit::money);
    write_estimate(json.key("of_others"), at.of_others, Unit::money);
    write_estimate(json.key("difference"), at.difference, Unit::money);
    write_estimate(json.key("adjusted"), at.adjusted, Unit::money);
    json.field("compared", at.compared).end();
  }
  json.end();
}

/// What the files leave open.
void say(const Recommended& found, const Loaded& loaded, const std::optional<ReferralChannel>& channel, bool has_answers, std::vector<Sentence>& caveats) {
  if (found.column.empty()) {
    if (channel) {
      const OrderTrait& channels = loaded.orders.traits[Role::channel];
      caveats.push_back({Code::referrals_by_channel,
                         {{"customers", whole(channel->customers)}, {"all", whole(loaded.log.active_customers())}, {"name", channel->name}, {"column", channels.column}}});
    }
    caveats.push_back({Code::referrals_no_column});
    return;
  }
  if (!has_answers) caveats.push_back({Code::referrals_no_answers});
  const auto referrals = whole(found.referrals.size());
  if (found.unknown) caveats.push_back({Code::referrals_some_unknown, {{"count", whole(found.unknown)}, {"referrals", referrals}, {"column", found.column}}});
  if (found.no_day) caveats.push_back({Code::referrals_no_day, {{"count", whole(found.no_day)}, {"referrals", referrals}}});
  if (found.self) caveats.push_back({Code::referrals_self, {{"count", whole(found.self)}}});
}

void say(const ReferralTable& table, std::vector<Sentence>& caveats) {
  std::uint64_t all = 0;
  for (const ReferralGroup& group : table.groups) all += group.referrals;
  if (all && !table.answered) caveats.push_back({Code::referrals_never_answered, {{"referrals", whole(all)}}});
  else if (table.share && !table.share->interval)
    caveats.push_back({Code::referrals_few,
                       {{"referrals", whole(table.answered)}, {"referrers", whole(table.referrers)}, {"effective", std::int64_t(std::floor(table.effective))}, {"needed", whole(fewest_to_measure)}}});
  if (table.answered && 2 * table.answered < all) caveats.push_back({Code::referrals_answered_unlike, {{"answered", whole(table.answered)}, {"referrals", whole(all)}}});
}

bool any_scores(const Loaded& loaded) {
  return std::ranges::any_of(loaded.records, [&](const Records& records) { return records_with_scores(loaded, records.file) != nullptr; });
}

/// Without orders: the last day that any of it tells of.
Day last_of(const Recommended& found, std::span<const ScoreAnswer> answers) {
  Day last = no_day;
  for (const Referral& each : found.referrals) last = std::max(last, each.day);
  for (const ScoreAnswer& each : answers) last = std::max(last, each.day);
  return last;
}

}  // namespace

Expected<std::string> referrals_json(const Loaded& loaded, const TextDictionary& names, const Profits* profits, Day observation_end, const Request& request) {
  const bool has_answers = any_scores(loaded);
  std::optional<SurveyFile> survey;
  if (has_answers) {
    auto opened = survey_file(loaded, request.file, request.survey);
    if (!opened) return std::unexpected(opened.error());
    survey = std::move(*opened);
  }
  const std::vector<Day> joined = days_joined(loaded, names.size(), observation_end);
  const Recommended found = recommended(loaded, names, joined);
  const auto channel = found.column.empty() ? referral_channel(loaded) : std::nullopt;
  std::vector<Sentence> caveats;
  say(found, loaded, channel, has_answers, caveats);

  JsonWriter json;
  json.object().field("kind", "referrals").field("currency", loaded.orders.currency).field("minor_digits", loaded.digits);
  json.key("file");
  if (survey) json.value(request.file);
  else json.null();
  json.field("question", survey ? *survey->question : std::string());
  write_scale(json, "scale", survey ? survey->survey.scale.scale : std::nullopt);
  json.key("column");
  if (found.column.empty()) json.null();
  else json.value(found.column);
  json.key("channel");
  if (channel) json.object().field("name", channel->name).field("customers", channel->customers).end();
  else json.null();
  json.field("customers", profits ? std::uint64_t(std::ranges::count_if(joined, [](Day day) { return day != no_day; })) : 0).field("referrals", found.referrals.size());
  json.field("known", found.referrals.size() - found.unknown);
  json.key("by_answer");
  if (found.referrals.empty() || !survey) json.null();
  else if (const auto& scale = survey->survey.scale.scale; !scale) {
    caveats.push_back({Code::changes_no_scale});
    json.null();
  } else {
    const auto& answers = survey->survey.answers;
    const ReferralTable table = referrals_by_answer(found.referrals, answers, *scale, joined, profits ? observation_end : last_of(found, answers));
    say(table, caveats);
    json.object();
    write_groups(json, table, *scale);
    write_share(json, table, *scale);
    json.end();
  }
  if (profits && !found.referrals.empty()) {
    std::vector<bool> referred(joined.size());
    for (const Referral& each : found.referrals) referred[each.customer] = true;
    json.field("margin", profits->rule().margin);
    write_costs(json, *profits);
    write_worth(json, referred_worth(profits->log(), profits->factor(), joined, referred, observation_end));
  } else json.key("worth").null();
  json.key("caveats").list(caveats).end();
  return std::move(json).text();
}

}  // namespace lifeworth
