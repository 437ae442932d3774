#include "session.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "calculators.h"
#include "intake.h"
#include "results/acquisition.h"
#include "results/after_answers.h"
#include "results/bootstrap.h"
#include "results/cohorts.h"
#include "results/comeback.h"
#include "results/contract.h"
#include "results/customer_list.h"
#include "results/customer_page.h"
#include "results/impressions.h"
#include "results/joined_answers.h"
#include "results/json_writer.h"
#include "results/measured.h"
#include "results/measured_beside.h"
#include "results/nonresponse.h"
#include "results/opportunities.h"
#include "results/prediction.h"
#include "results/predictors.h"
#include "results/profits.h"
#include "results/reading_json.h"
#include "results/realised.h"
#include "results/recurring.h"
#include "results/records_csv.h"
#include "results/referrals.h"
#include "results/repeat.h"
#include "results/request.h"
#include "results/score_changes.h"
#include "results/segments.h"
#include "results/survey.h"
#include "results/tiers.h"
#include "results/tracking.h"
#include "results/unsettled.h"
#include "results/unmatched.h"
#include "results/whole_base.h"
#include "sample/sample_answers.h"
#include "sample/sample_contacts.h"
#include "sample/sample_orders.h"
#include "sample/sample_payments.h"
#include "sample/sample_spend.h"
#include "schema/file_reader.h"

namespace lifeworth {
namespace {

/// Days after the last order in which somebody may still have watched; later ends are slips of the keyboard.
constexpr Day longest_silence = 366;

Error wrong_order(std::string detail) { return {Code::out_of_order, {{"detail", std::move(detail)}}}; }

bool needs_orders(Request::Kind kind) {
  using enum Request::Kind;
  return kind != left_out && kind != records_csv && kind != contract && kind != measured_beside && kind != recurring && kind != acquisition && kind != survey && kind != referrals && kind != impressions;
}

/// Whether a request asks for more of what another one began.
bool is_slice_of(Request request, const Request& begun) {
  request.steps = begun.steps;
  return request == begun;
}

std::string sentences_json() {
  JsonWriter json;
  json.object().field("kind", "sentences").key("sentences").array();
  for (const Wording& words : all_wordings())
    json.object().field("code", words.code).field("wrong", words.wrong).field("saw", words.saw).field("hint", words.hint).end();
  json.end().end();
  return std::move(json).text();
}

}  // namespace

struct Session::State {
  explicit State(std::vector<Format> formats) : intake(std::move(formats)) {}

  Intake intake;
  std::optional<Loaded> loaded;
  std::string part;  ///< as handed over

  // Answers asked for again and again while a person scrolls.
  std::optional<Prediction> prediction;
  std::optional<PredictionSettings> prediction_settings;
  std::optional<std::pair<CustomerColumn, bool>> order_key;
  std::vector<std::uint32_t> order;
  std::optional<TierLists> tiers;
  std::optional<CustomerTable> own_table;  ///< of another day than the prediction's
  std::optional<Bootstrap> bootstrap;
  std::optional<Profits> profit;
  // Answers that are drawn in slices, with what was asked; of changed scores one a file. What is done is not kept.
  std::optional<std::pair<Request, AcquisitionAnswer>> acquisition;
  std::map<std::uint64_t, std::pair<Request, ScoreChangesAnswer>> score_changes;

  Expected<std::string> compute_loaded(const Request& request);
  Expected<void> check_settings(const PredictionSettings& settings) const;
  const Prediction& predicted(const PredictionSettings& settings);
  std::span<const std::uint32_t> ordered(const Request& request);
  std::string bootstrapped(const Request& request);
  Expected<std::string> acquired(const Request& request, const Profits* profits, Day end);
  Expected<std::string> changed(const Request& request, const Profits& profits, Day end);
  const CustomerTable& table(Day end);
  TierLists& tiered(const Request& request, Day end);
  const Profits& profits(const PredictionSettings& settings);
  std::string sample(const Request& request) const;
};

Session::Session() : state_(std::make_unique<State>(built_in_formats())) {}
Session::~Session() = default;

/// Forgets all files; a person's own formats stay.
void Session::begin_anew() { state_ = std::make_unique<State>(state_->intake.take_formats()); }

std::string Session::peek(std::string_view first_bytes, bool whole_file) {
  auto reading = FileReader::open(first_bytes, whole_file, {});
  if (!reading) return error_json(reading.error());  // a wrong file takes nothing away from what was read before
  if (state_->loaded || state_->intake.failed()) begin_anew();
  Intake& intake = state_->intake;
  if (auto opened = intake.open(first_bytes, whole_file, std::move(*reading)); !opened) return error_json(opened.error());
  return intake.reading_json();
}

std::string Session::map(std::string_view change_json) {
  if (!state_->intake.has_open_file()) return error_json(wrong_order("map needs a file that was peeked at and not yet pushed."));
  const auto change = parse_mapping_change(change_json);
  if (!change) return error_json(change.error());
  if (auto applied = state_->intake.apply(*change); !applied) return error_json(applied.error());
  return state_->intake.reading_json();
}

std::string Session::add_format(std::string_view format_json) {
  auto format = parse_format(format_json);
  if (!format) return error_json(format.error());
  JsonWriter json;
  json.object().field("kind", "format").field("name", format->name).field("title", format->title).end();
  state_->intake.add_format(std::move(*format));
  return std::move(json).text();
}

std::string Session::push(std::string_view bytes) {
  if (auto pushed = state_->intake.push(bytes); !pushed) return error_json(pushed.error());
  JsonWriter json;
  json.object().field("rows", state_->intake.rows()).end();
  return std::move(json).text();
}

std::string Session::begin_part(std::string_view bytes) {
  const auto start = state_->intake.begin_part(bytes);
  if (!start) return error_json(start.error());
  JsonWriter json;
  json.object().key("start");
  if (*start) json.value(**start);
  else json.null();
  json.end();
  return std::move(json).text();
}

std::string_view Session::finish_part() {
  state_->part = state_->intake.finish_part();
  return state_->part;
}

std::string Session::join_part(std::string_view part) {
  JsonWriter json;
  json.object().field("joined", state_->intake.join_part(part)).end();
  return std::move(json).text();
}

std::string Session::finish() {
  Intake& intake = state_->intake;
  if (!intake.has_files() || state_->loaded) return error_json(wrong_order("finish needs a file that was pushed."));
  if (auto closed = intake.close_file(); !closed) return error_json(closed.error());
  if (intake.keeps_rows()) {
    const std::string rows = intake.kept_rows_json();
    begin_anew();
    return rows;
  }
  auto loaded = intake.finish();
  if (!loaded) {
    begin_anew();  // the rows are gone; corrected, the files begin anew
    return error_json(loaded.error());
  }
  loaded->joined = joined_answers(*loaded);
  const std::string summary = summary_json(*loaded, intake.customers());
  state_->loaded = std::move(*loaded);
  return summary;
}

std::string Session::compute(std::string_view request_json) {
  if (is_calculator_request(request_json)) return calculate(request_json);
  const auto request = parse_request(request_json);
  if (!request) return error_json(request.error());
  if (request->kind == Request::Kind::sentences) return sentences_json();
  if (request->kind == Request::Kind::sample) return state_->sample(*request);
  if (!state_->loaded) return error_json(wrong_order("compute needs a finished file."));
  if (needs_orders(request->kind) && state_->loaded->orders.files.empty()) return error_json({Code::no_orders});
  auto result = state_->compute_loaded(*request);
  return result ? *result : error_json(result.error());
}

std::string Session::State::sample(const Request& request) const {
  JsonWriter json;
  const SampleOptions options{request.sample_customers, request.seed, true};
  const auto csv_of = [&] {
    switch (request.sample) {
      case Request::Sample::orders: return sample_csv(options);
      case Request::Sample::spend: return sample_spend_csv(options);
      case Request::Sample::answers: return sample_answers_csv(options);
      case Request::Sample::tickets: return sample_tickets_csv(options);
      case Request::Sample::effort: return sample_effort_csv(options);
      case Request::Sample::payments: return sample_payments_csv(options);
    }
    std::unreachable();
  };
  json.object().field("kind", "sample").field("file_name", "sample-" + std::string(sample_tables[static_cast<std::size_t>(request.sample)]) + ".csv");
  json.field("csv", csv_of()).end();
  return std::move(json).text();
}

Expected<void> Session::State::check_settings(const PredictionSettings& settings) const {
  if (settings.observation_end && *settings.observation_end < loaded->log.first_day())
    return std::unexpected(Error{Code::observation_before_data, {{"day", iso_text(loaded->log.first_day())}}});
  if (settings.observation_end && *settings.observation_end > loaded->log.last_day() + longest_silence)
    return std::unexpected(Error{Code::observation_after_data, {{"day", iso_text(loaded->log.last_day())}}});
  return {};
}

const Prediction& Session::State::predicted(const PredictionSettings& settings) {
  if (prediction_settings != settings) {
    prediction = predict(loaded->log, settings, loaded->digits, std::move(prediction), &profits(settings));
    prediction_settings = settings;
    order_key.reset();
  }
  return *prediction;
}

std::span<const std::uint32_t> Session::State::ordered(const Request& request) {
  const Prediction& rows = predicted(request.settings);
  const auto key = std::pair(request.sort, request.descending);
  if (order_key != key) {
    order = sorted_rows(rows, intake.customers(), request.sort, request.descending);
    order_key = key;
  }
  return order;
}

/// As many draws further as the request asks for; they are kept until another prediction or seed is asked about.
std::string Session::State::bootstrapped(const Request& request) {
  const Prediction& of = predicted(request.settings);
  if (!bootstrap || bootstrap->settings() != request.settings || bootstrap->seed() != request.seed) bootstrap.emplace(of, request.seed);
  const std::uint64_t left = request.draws - std::min(request.draws, bootstrap->drawn());
  if (of.purchases()) bootstrap->draw(of, std::min(left, request.batch));
  return bootstrap_json(*bootstrap, of, request.draws, loaded->orders.currency, loaded->digits);
}

Expected<std::string> Session::State::acquired(const Request& request, const Profits* profits, Day end) {
  if (!acquisition || !is_slice_of(request, acquisition->first)) {
    auto begun = AcquisitionAnswer::begin(*loaded, profits, end, request);
    if (!begun) return std::unexpected(begun.error());
    acquisition.emplace(request, std::move(*begun));
  }
  AcquisitionAnswer& answer = acquisition->second;
  answer.draw(request);
  std::string json = answer.json();
  if (answer.done()) acquisition.reset();
  return json;
}

Expected<std::string> Session::State::changed(const Request& request, const Profits& profits, Day end) {
  auto at = score_changes.find(request.file);
  if (at == score_changes.end() || !is_slice_of(request, at->second.first)) {
    auto begun = ScoreChangesAnswer::begin(*loaded, end, request);
    if (!begun) return std::unexpected(begun.error());
    score_changes.erase(request.file);  // something else was asked about it
    at = score_changes.emplace(request.file, std::pair(request, std::move(*begun))).first;
  }
  ScoreChangesAnswer& answer = at->second.second;
  answer.draw(request);
  std::string json = answer.json(profits, end);
  if (answer.done()) score_changes.erase(at);
  return json;
}

const Profits& Session::State::profits(const PredictionSettings& settings) {
  const ProfitRule rule = profit_rule(settings, *loaded);
  if (!profit || profit->rule() != rule) profit.emplace(*loaded, rule);
  return *profit;
}

/// The prediction's where it is of that day: one of a million customers takes 50 MB.
const CustomerTable& Session::State::table(Day end) {
  if (prediction && prediction->observation_end == end) {
    own_table.reset();
    return prediction->table;
  }
  if (!own_table || own_table->observation_end != end) {
    own_table.reset();  // before the next
    own_table = customer_table(loaded->log, end);
  }
  return *own_table;
}

TierLists& Session::State::tiered(const Request& request, Day end) {
  const Profits& own = profits(request.settings);
  const TierRule rule = rule_of(request, loaded->digits, own);
  const CustomerTable& rows = table(end);
  if (!tiers || tiers->rule != rule || tiers->profit != own.rule() || tiers->observation_end != end) tiers = tier_lists(own, rule, rows, std::move(tiers));
  tiers->table = &rows;
  return *tiers;
}

Expected<std::string> Session::State::compute_loaded(const Request& request) {
  if (request.kind == Request::Kind::contract) // knows files without orders, too
    return contract_json(*loaded, request.settings, request.contract, loaded->orders.files.empty() ? nullptr : &profits(request.settings));
  if (request.kind == Request::Kind::recurring) return recurring_json(*loaded, request);
  if (request.kind == Request::Kind::acquisition && loaded->orders.files.empty()) return acquired(request, nullptr, 0);
  if (request.kind == Request::Kind::survey) return survey_json(*loaded, request.survey, request.file);
  if (request.kind == Request::Kind::impressions && loaded->orders.files.empty()) return impressions_json(*loaded, std::nullopt, request);
  if (request.kind == Request::Kind::referrals && loaded->orders.files.empty()) return referrals_json(*loaded, intake.customers(), nullptr, 0, request);
  if (request.kind == Request::Kind::measured_beside && loaded->orders.files.empty()) return measured_beside_json(*loaded, nullptr, request);
  if (auto checked = check_settings(request.settings); !checked) return std::unexpected(checked.error());
  const TextDictionary& names = intake.customers();
  const Day end = request.settings.observation_end.value_or(loaded->log.last_day());
  const auto own_profits = [&]() -> const Profits& { return profits(request.settings); };
  switch (request.kind) {
    case Request::Kind::realised: return realised_json(loaded->log, end, loaded->orders.currency, loaded->digits);
    case Request::Kind::cohorts: return cohorts_json(own_profits(), end, loaded->orders.currency, loaded->digits);
    case Request::Kind::repeat: return repeat_json(loaded->log, end, request.active_days);
    case Request::Kind::measured: return measured_json(own_profits(), end, loaded->orders.currency, loaded->digits);
    case Request::Kind::measured_beside: {
      const OrdersKnown orders{predicted(request.settings), own_profits()};
      return measured_beside_json(*loaded, &orders, request);
    }
    case Request::Kind::prediction: return prediction_json(predicted(request.settings), loaded->orders.currency, loaded->digits, &own_profits());
    case Request::Kind::opportunities: return opportunities_json(loaded->log, predicted(request.settings), loaded->orders.currency, loaded->digits);
    case Request::Kind::segments: return segments_json(*loaded, predicted(request.settings), own_profits(), request);
    case Request::Kind::tracking: return tracking_json(loaded->log, predicted(request.settings));
    case Request::Kind::comeback: return comeback_json(*loaded, predicted(request.settings));
    case Request::Kind::unsettled: return unsettled_json(predicted(request.settings));
    case Request::Kind::bootstrap: return bootstrapped(request);
    case Request::Kind::customers: {
      const auto rows = ordered(request);
      return customers_json(*prediction, names, rows, request.offset, request.limit);
    }
    case Request::Kind::customers_csv: {
      const auto rows = ordered(request);
      JsonWriter json;
      json.object().field("kind", "customers_csv").field("total", rows.size());
      json.field("csv", customers_csv(*prediction, names, rows, request, loaded->digits)).end();
      return std::move(json).text();
    }
    case Request::Kind::customer: return customer_json(predicted(request.settings), loaded->log, names, request.customer, loaded->orders.currency, loaded->digits, own_profits());
    case Request::Kind::tiers: return tiers_json(tiered(request, end), *loaded, own_profits());
    case Request::Kind::tiers_csv: return tiers_csv_json(tiered(request, end), names, request, loaded->digits);
    case Request::Kind::predictors: return predictors_json(*loaded, end, request.months);
    case Request::Kind::whole_base: return whole_base_json(*loaded, end, own_profits(), request.whole_base);
    case Request::Kind::acquisition: return acquired(request, &own_profits(), end);
    case Request::Kind::nonresponse: return nonresponse_json(*loaded, request.survey, request.file);
    case Request::Kind::after_answers: return after_answers_json(*loaded, end, request);
    case Request::Kind::impressions: return impressions_json(*loaded, end, request);
    case Request::Kind::referrals: return referrals_json(*loaded, names, &own_profits(), end, request);
    case Request::Kind::score_changes: return changed(request, own_profits(), end);
    case Request::Kind::records_csv: return records_csv_json(*loaded, names, request);
    case Request::Kind::unmatched_csv: return unmatched_csv_json(*loaded, names, request);
    case Request::Kind::left_out: return left_out_json(*loaded);
    case Request::Kind::contract:
    case Request::Kind::recurring:
    case Request::Kind::survey:
    case Request::Kind::sample:
    case Request::Kind::sentences: break;
  }
  return std::unexpected(wrong_order("This request needs no file."));
}

}  // namespace lifeworth
