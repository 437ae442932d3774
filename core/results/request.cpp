#include "results/request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "base/json_fields.h"
#include "metrics/score_changes.h"
#include "read/dialect.h"

namespace lifeworth {
namespace {

constexpr std::array<std::string_view, 33> kinds = {"realised", "cohorts", "repeat", "measured", "measured_beside", "prediction", "opportunities", "segments", "tracking", "comeback", "unsettled", "bootstrap", "customers", "customers_csv", "customer",
                                                    "tiers", "tiers_csv", "predictors", "whole_base", "contract", "recurring", "acquisition", "survey", "nonresponse", "score_changes", "after_answers", "impressions", "referrals", "records_csv", "unmatched_csv", "left_out", "sample", "sentences"};
constexpr std::array<std::string_view, 2> email_forms = {"full", "masked"};
constexpr std::array<std::string_view, 2> withouts = {"orders", "records"};
constexpr std::array<std::string_view, 10> columns = {"customer", "orders", "first_day", "last_day", "value", "p_alive", "transactions", "clv", "buys", "late"};

/// "auto": the one to go by.
std::array<std::string_view, purchase_models.size() + 1> model_words() {
  std::array<std::string_view, purchase_models.size() + 1> words = {"auto"};
  std::ranges::copy(purchase_model_codes, words.begin() + 1);
  return words;
}

bool take_setting(Fields& fields, PredictionSettings& settings, std::string_view key, JsonElement value) {
  constexpr std::array<std::string_view, 2> ways = {"margin", "cost_column"};
  constexpr double most_cost = 1e9;
  if (key == "margin") fields.number(key, value, 0, 1, settings.margin), settings.margin_given = true;
  else if (key == "profit_by") {
    if (const auto way = fields.word(key, value, ways)) settings.profit_by = static_cast<ProfitBy>(*way);
  } else if (key == "cost_per_order") fields.number(key, value, 0, most_cost, settings.cost_per_order);
  else if (key == "cost_per_contact") fields.number(key, value, 0, most_cost, settings.cost_per_contact);
  else if (key == "discount") fields.number(key, value, 0, 10, settings.discount);
  else if (key == "horizon_months") fields.whole(key, value, 1, 120, settings.horizon_months);
  else if (key == "observation_end") fields.day(key, value, settings.observation_end);
  else if (key == "calibration_end") fields.day(key, value, settings.calibration_end);
  else if (key == "model") {
    if (const auto model = fields.word(key, value, model_words())) settings.model = *model == 0 ? std::nullopt : std::optional(purchase_models[*model - 1]);
  }
  else return false;
  return true;
}

bool take_tier(Fields& fields, TierRequest& tiers, std::string_view key, JsonElement value) {
  constexpr std::array<std::string_view, 4> thresholds = {"mean", "median", "quantile", "value"};
  constexpr std::array<std::string_view, 2> lists = {"above", "just_under"};
  TierRule& rule = tiers.rule;
  if (key == "threshold") {
    if (const auto by = fields.word(key, value, thresholds)) rule.threshold = static_cast<ThresholdBy>(*by);
  } else if (key == "list") {
    if (const auto list = fields.word(key, value, lists)) tiers.list = static_cast<Tier>(*list);
  } else if (key == "quantile") fields.number(key, value, 0, 1, rule.quantile);
  else if (key == "own_value") fields.number(key, value, -1e12, 1e12, rule.own_value);
  else if (key == "tenure_months") fields.whole(key, value, 0, 1200, rule.tenure_months);
  else if (key == "distance") fields.number(key, value, 0, 1, rule.distance);
  else return false;
  return true;
}

constexpr std::int64_t most_customers = 1'000'000'000'000;

/// {"2023": 1200}: sizes by year of the first purchase.
void take_strata(Fields& fields, JsonElement value, std::map<int, std::uint64_t>& strata) {
  simdjson::dom::object object;
  const auto wrong = [&] { fields.complain("strata", "an object of whole numbers by year, such as {\"2023\": 1200}"); };
  if (value.get(object)) return wrong();
  for (const auto& [key, element] : object) {
    int year = 0;
    std::int64_t size;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), year);
    if (error != std::errc{} || end != key.data() + key.size() || element.get(size) || size < 0 || size > most_customers) return wrong();
    strata[year] = static_cast<std::uint64_t>(size);
  }
}

bool take_whole_base(Fields& fields, WholeBaseRequest& request, std::string_view key, JsonElement value) {
  if (key == "base") {
    if (!value.is_null()) fields.whole(key, value, 1, most_customers, request.base.emplace());
  } else if (key == "strata") take_strata(fields, value, request.strata);
  else if (key == "precision") fields.number(key, value, 0.0001, 1, request.precision);
  else return false;
  return true;
}

/// The word's place in a list that begins after "auto"; nothing for that.
template <std::size_t N>
void take_choice(Fields& fields, std::string_view key, JsonElement value, const std::array<std::string_view, N>& words, auto&& take) {
  std::array<std::string_view, N + 1> all = {"auto"};
  std::ranges::copy(words, all.begin() + 1);
  if (const auto chosen = fields.word(key, value, all); chosen && *chosen > 0) take(*chosen - 1);
}

bool take_contract(Fields& fields, ContractRequest& request, std::string_view key, JsonElement value) {
  constexpr std::array<std::string_view, 2> settings = {"contract", "no_contract"};
  if (key == "setting") take_choice(fields, key, value, settings, [&](std::size_t place) { request.setting = place == 0; });
  else if (key == "period") take_choice(fields, key, value, billing_period_codes, [&](std::size_t place) { request.period = billing_periods[place]; });
  else if (key == "life_model") take_choice(fields, key, value, life_model_codes, [&](std::size_t place) { request.life_model = life_models[place]; });
  else return false;
  return true;
}

bool take_recurring(Fields& fields, RecurringRequest& request, std::string_view key, JsonElement value) {
  const auto second = [&](std::array<std::string_view, 2> words, bool& out) {
    if (const auto word = fields.word(key, value, words)) out = *word == 1;
    return true;
  };
  if (key == "refunds") return second({"ignored", "counted"}, request.refunds_count);
  if (key == "past_due") return second({"active", "churned"}, request.past_due_churned);
  if (key == "within_month") return second({"ignored", "counted"}, request.within_month);
  if (key == "returned") return second({"apart", "kept"}, request.returned_kept);
  if (key == "amounts_pay") return second({"own_period", "one_period"}, request.one_period);
  return false;
}

/// A list of names; empty ones say nothing.
void take_names(Fields& fields, std::string_view key, JsonElement value, std::vector<std::string>& names) {
  simdjson::dom::array list;
  if (value.get(list)) return fields.complain(key, "a list of names");
  for (JsonElement element : list) {
    std::string_view name;
    if (element.get(name)) return fields.complain(key, "a list of names");
    if (!name.empty()) names.emplace_back(name);
  }
}

/// Names of orders, each with the name of the spend.
void take_pairs(Fields& fields, std::string_view key, JsonElement value, std::map<std::string, std::string>& pairs) {
  simdjson::dom::object object;
  if (value.get(object)) return fields.complain(key, "an object of names");
  for (const auto& [own, other] : object) {
    std::string_view name;
    if (other.get(name)) return fields.complain(key, "an object of names");
    pairs.insert_or_assign(std::string(own), std::string(name));
  }
}

/// A list of traits, with "joined" among them or not.
void take_adjusted(Fields& fields, std::string_view key, JsonElement value, AcquisitionRequest& request) {
  constexpr std::string_view wanted = "a list of “joined”, “channel”, “country”, “plan” and “agent”";
  simdjson::dom::array list;
  if (value.get(list)) return fields.complain(key, wanted);
  request.adjust_for_joining = false;
  request.adjust_for.clear();
  for (JsonElement element : list) {
    std::string_view word;
    if (element.get(word)) return fields.complain(key, wanted);
    const auto trait = std::ranges::find(compared_traits, word, [](Role role) { return name_of(role); });
    if (word == "joined") request.adjust_for_joining = true;
    else if (trait == compared_traits.end()) return fields.complain(key, wanted);
    else if (std::ranges::find(request.adjust_for, *trait) == request.adjust_for.end()) request.adjust_for.push_back(*trait);
  }
}

bool take_acquisition(Fields& fields, AcquisitionRequest& request, std::string_view key, JsonElement value) {
  constexpr double most_money = 1e9;
  if (key == "lag_days") fields.whole(key, value, 0, 365, request.lag_days);
  else if (key == "onboarding_cost") fields.number(key, value, 0, most_money, request.onboarding_cost);
  else if (key == "not_acquisition") take_names(fields, key, value, request.not_acquisition);
  else if (key == "same_channels") take_pairs(fields, key, value, request.same_channels);
  else if (key == "adjust_for") take_adjusted(fields, key, value, request);
  else if (key == "compare_by") {
    std::array<std::string_view, compared_traits.size() + 1> words{"auto"};
    std::ranges::transform(compared_traits, words.begin() + 1, [](Role role) { return name_of(role); });
    if (const auto which = fields.word(key, value, words); which && *which > 0) request.compare_by = compared_traits[*which - 1];
  } else if (key == "definition") {
    if (const auto which = fields.word(key, value, cac_definition_codes)) request.definition = static_cast<CacDefinition>(*which);
  } else if (key == "payback_months") fields.whole(key, value, 1, longest_payback, request.payback_months);
  else if (key == "outside_cac") {
    if (!value.is_null()) fields.number(key, value, 0, most_money, request.outside_cac.emplace());
  } else if (key == "outside_ratio") {
    if (!value.is_null()) fields.number(key, value, 0, 1000, request.outside_ratio.emplace());
  } else return false;
  return true;
}

bool take_survey(Fields& fields, SurveyRequest& request, std::string_view key, JsonElement value) {
  constexpr std::array<std::string_view, 2> levels = {"responses", "customers"};
  std::array<std::string_view, survey_segments.size()> roles;
  std::ranges::transform(survey_segments, roles.begin(), [](Role role) { return name_of(role); });
  if (key == "measure") take_choice(fields, key, value, measure_codes, [&](std::size_t place) { request.measure = static_cast<SurveyMeasure>(place); });
  else if (key == "scale_low") fields.whole(key, value, 0, 9, request.scale_low.emplace());
  else if (key == "scale_high") fields.whole(key, value, 1, 10, request.scale_high.emplace());
  else if (key == "only_type") {
    std::string_view name;
    if (value.is_null()) return true;
    if (value.get(name)) fields.complain(key, "a word of the column of types");
    else request.only_type = name;
  }
  else if (key == "by_column") {
    std::string_view name;
    if (value.is_null()) return true;
    if (value.get(name)) fields.complain(key, "the name of a column");
    else request.by_column = name;
  }
  else if (key == "grain") take_choice(fields, key, value, grain_codes, [&](std::size_t place) { request.grain = static_cast<Grain>(place); });
  else if (key == "by") take_choice(fields, key, value, roles, [&](std::size_t place) { request.by = survey_segments[place]; });
  else if (key == "level") {
    if (const auto level = fields.word(key, value, levels)) request.by_customer = *level == 1;
  } else return false;
  return true;
}

bool take_score_changes(Fields& fields, ScoreChangesRequest& request, std::string_view key, JsonElement value) {
  if (key == "window_days") {
    if (!value.is_null()) fields.whole(key, value, shortest_window, longest_window, request.window_days.emplace());
  } else if (key == "converted") {
    if (!value.is_null()) fields.whole(key, value, 0, most_customers, request.converted.emplace());
  } else return false;
  return true;
}

/// Which fields a kind of request has.
bool belongs(Request::Kind kind, std::string_view key) {
  using Kind = Request::Kind;
  const auto among = [key](std::initializer_list<std::string_view> keys) { return std::ranges::find(keys, key) != keys.end(); };
  const bool profit = among({"margin", "profit_by", "cost_per_order", "cost_per_contact"});
  const bool setting = profit || among({"discount", "horizon_months", "observation_end", "calibration_end", "model"});
  const bool order = among({"sort", "descending"}), window = among({"offset", "limit"}), form = among({"delimiter", "decimal_mark", "emails"});
  const bool survey = among({"file", "measure", "scale_low", "scale_high", "only_type"});
  const bool tier = profit || among({"observation_end", "threshold", "quantile", "own_value", "tenure_months", "distance"});
  switch (kind) {
    case Kind::realised: return key == "observation_end";
    case Kind::repeat: return among({"observation_end", "active_days"});
    case Kind::cohorts:
    case Kind::measured: return profit || key == "observation_end";
    case Kind::prediction:
    case Kind::opportunities:
    case Kind::tracking:
    case Kind::comeback:
    case Kind::unsettled: return setting;
    case Kind::segments: return setting || survey || key == "segment_by";
    case Kind::measured_beside: return setting || survey || among({"draws", "seed", "setting", "period"});
    case Kind::bootstrap: return setting || among({"draws", "batch", "seed"});
    case Kind::customers: return setting || order || window;
    case Kind::customers_csv: return setting || order || window || form;
    case Kind::customer: return setting || key == "customer";
    case Kind::tiers: return tier;
    case Kind::tiers_csv: return tier || key == "list" || window || form;
    case Kind::predictors: return among({"observation_end", "months"});
    case Kind::contract: return profit || among({"discount", "horizon_months", "observation_end", "calibration_end", "setting", "period", "life_model"});
    case Kind::recurring: return among({"observation_end", "setting", "period", "refunds", "past_due", "within_month", "returned", "amounts_pay"});
    case Kind::acquisition:
      return profit || among({"discount", "observation_end", "lag_days", "onboarding_cost", "not_acquisition", "same_channels", "compare_by", "adjust_for", "definition", "payback_months", "outside_cac", "outside_ratio", "draws", "seed", "steps"});
    case Kind::whole_base: return profit || among({"observation_end", "base", "strata", "precision"});
    case Kind::survey: return survey || among({"level", "grain", "by", "by_column"});
    case Kind::nonresponse: return survey;
    case Kind::score_changes: return profit || survey || among({"observation_end", "window_days", "converted", "draws", "seed", "steps"});
    case Kind::after_answers: return survey || among({"observation_end", "after_days"});
    case Kind::impressions: return survey || among({"observation_end", "impression_months"});
    case Kind::referrals: return profit || survey || key == "observation_end";
    case Kind::records_csv: return key == "file" || window || form;
    case Kind::unmatched_csv: return among({"file", "without"}) || window || form;
    case Kind::sample: return among({"sample_customers", "seed", "table"});
    case Kind::left_out:
    case Kind::sentences: return false;
  }
  return false;
}

bool take_column(Fields& fields, MappingChange& change, std::string_view key, JsonElement value) {
  for (Role role : all_roles()) {
    if (name_of(role) != key) continue;
    std::optional<std::size_t> column;
    if (!value.is_null()) fields.whole(key, value, 0, 1'000'000, column.emplace());
    change.columns.push_back({role, column});
    return true;
  }
  return false;
}

/// Switches for the rules there are, or rules instead of them.
void take_rules(Fields& fields, JsonElement value, MappingChange& change) {
  simdjson::dom::array list;
  if (value.get(list)) return fields.complain("rules", "a list of true and false, or of rules");
  for (JsonElement element : list) {
    bool on;
    if (!element.get(on)) {
      if (!change.rules_on) change.rules_on.emplace();
      change.rules_on->push_back(on);
      continue;
    }
    const auto rule = parse_row_rule(simdjson::minify(element));
    if (!rule) return fields.complain("rules", "a list of true and false, or of rules");
    if (!change.rules) change.rules.emplace();
    change.rules->push_back(*rule);
  }
  if (list.size() == 0) change.rules.emplace();
  if (change.rules && change.rules_on) fields.complain("rules", "either switches or rules");
}

/// {"USD": "0.92"}: decimal texts, because a number of JSON would come as the nearest double.
void take_rates(Fields& fields, JsonElement value, MappingChange& change) {
  const auto wrong = [&] { fields.complain("rates", "an object of decimal texts above 0 by currency, such as {\"USD\": \"0.92\"}"); };
  simdjson::dom::object object;
  if (value.get(object)) return wrong();
  change.rates.emplace();
  for (const auto& [code, element] : object) {
    std::string_view text;
    const auto rate = element.get(text) ? std::nullopt : ExchangeRate::parse(text);
    if (!rate || !is_currency_code(code)) return wrong();
    change.rates->push_back({std::string(code), *rate});
  }
}

}  // namespace

Expected<Request> parse_request(std::string_view json) {
  Request request{};
  Fields fields;
  bool has_kind = false;
  std::vector<std::string> given;
  const auto error = each_field(json, fields, [&](std::string_view key, JsonElement value) {
    given.emplace_back(key);
    if (take_setting(fields, request.settings, key, value) || take_tier(fields, request.tiers, key, value) || take_whole_base(fields, request.whole_base, key, value) ||
        take_contract(fields, request.contract, key, value) || take_recurring(fields, request.recurring, key, value) || take_acquisition(fields, request.acquisition, key, value) || take_survey(fields, request.survey, key, value) ||
        take_score_changes(fields, request.score_changes, key, value))
      return true;
    if (key == "kind") {
      if (const auto kind = fields.word(key, value, kinds)) request.kind = static_cast<Request::Kind>(*kind), has_kind = true;
    } else if (key == "sort") {
      if (const auto column = fields.word(key, value, columns)) request.sort = static_cast<CustomerColumn>(*column);
    } else if (key == "customer") {
      std::string_view name;
      if (value.get(name)) fields.complain(key, "the name of a customer");
      else request.customer = name;
    } else if (key == "segment_by") {
      if (const auto by = fields.word(key, value, segment_by_codes)) request.segment_by = static_cast<SegmentBy>(*by);
    } else if (key == "descending") fields.truth(key, value, request.descending);
    else if (key == "offset") fields.whole(key, value, 0, std::int64_t{1} << 40, request.offset);
    else if (key == "limit") fields.whole(key, value, 1, 100'000, request.limit);
    else if (key == "emails") {
      if (const auto how = fields.word(key, value, email_forms)) request.mask_emails = *how == 1;
    } else if (key == "delimiter") fields.character(key, value, ",;\t|", request.delimiter);
    else if (key == "decimal_mark") fields.character(key, value, ".,", request.decimal_mark);
    else if (key == "file") fields.whole(key, value, 0, 1'000'000, request.file);
    else if (key == "without") {
      if (const auto what = fields.word(key, value, withouts)) request.without = static_cast<Request::Without>(*what);
    } else if (key == "active_days") {
      if (!value.is_null()) fields.whole(key, value, 1, 3650, request.active_days.emplace());
    } else if (key == "months") fields.whole(key, value, 6, 60, request.months);
    else if (key == "impression_months") fields.whole(key, value, 1, 24, request.impression_months);
    else if (key == "after_days") fields.whole(key, value, 1, 730, request.after_days);
    else if (key == "table") {
      if (const auto table = fields.word(key, value, sample_tables)) request.sample = static_cast<Request::Sample>(*table);
    } else if (key == "sample_customers") fields.whole(key, value, 10, 5'000'000, request.sample_customers);
    else if (key == "draws") fields.whole(key, value, 1, 100'000, request.draws);
    else if (key == "batch") fields.whole(key, value, 1, 100'000, request.batch);
    else if (key == "steps") fields.whole(key, value, 1, std::int64_t{1} << 52, request.steps.emplace());
    else if (key == "seed") fields.whole(key, value, 0, std::int64_t{1} << 52, request.seed);
    else return false;
    return true;
  });
  if (error) return std::unexpected(*error);
  if (!has_kind) return std::unexpected(misunderstood("The field “kind” is missing."));
  const std::string_view kind = kinds[static_cast<std::size_t>(request.kind)];
  for (const std::string& key : given)
    if (key != "kind" && !belongs(request.kind, key)) return std::unexpected(misunderstood("“" + key + "” is not a field of “" + std::string(kind) + "”."));
  return request;
}

Expected<MappingChange> parse_mapping_change(std::string_view json) {
  constexpr std::array<std::string_view, 4> orders = {"auto", "ymd", "dmy", "mdy"};
  constexpr std::array<std::string_view, 3> marks = {"auto", ".", ","};
  constexpr std::array<std::string_view, 2> first_years = {"1900", "1904"};
  MappingChange change;
  Fields fields;
  const auto error = each_field(json, fields, [&](std::string_view key, JsonElement value) {
    if (take_column(fields, change, key, value)) return true;
    if (key == "date_order") {
      if (const auto order = fields.word(key, value, orders)) change.date_order = static_cast<DateOrder>(*order);
    } else if (key == "decimal_mark") {
      if (const auto mark = fields.word(key, value, marks)) change.decimal_mark = "\0.,"[*mark];
    } else if (key == "currency_code") {
      std::string_view code;
      if (value.get(code) || (!code.empty() && !is_currency_code(code))) fields.complain(key, "a currency code such as EUR, or empty");
      else change.currency = std::string(code);
    } else if (key == "kind") {
      if (const auto kind = fields.word(key, value, kind_names)) change.kind = static_cast<RecordKind>(*kind);
    } else if (key == "format") {
      std::string_view name;
      if (!value.is_null() && value.get(name)) fields.complain(key, "the name of a format, or empty");
      else change.format = std::string(name);
    } else if (key == "encoding") {
      std::string_view name;
      if (value.get(name) || !(change.encoding = encoding_named(name))) fields.complain(key, "an encoding such as utf-8 or windows-1252");
    } else if (key == "date_numbers") {
      if (const auto first = fields.word(key, value, first_years)) change.serials = *first == 0 ? DateNumbers::serial : DateNumbers::serial_1904;
    } else if (key == "rules") take_rules(fields, value, change);
    else if (key == "rates") take_rates(fields, value, change);
    else if (key == "minor_units") fields.truth(key, value, change.minor_units.emplace());
    else if (key == "item_rows") fields.truth(key, value, change.item_rows.emplace());
    else if (key == "refund_rows") fields.truth(key, value, change.refund_rows.emplace());
    else if (key == "delimiter") fields.character(key, value, delimiters, change.delimiter.emplace());
    else if (key == "has_header") fields.truth(key, value, change.has_header.emplace());
    else if (key == "keep_rows") fields.truth(key, value, change.keep_rows.emplace());
    else return false;
    return true;
  });
  if (error) return std::unexpected(*error);
  return change;
}

}  // namespace lifeworth
