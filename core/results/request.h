// JSON requests → typed requests. A field that is not known, or of the wrong type, is an error that names it: a misspelt margin
// must not quietly become the default.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/sentence.h"
#include "customers/profit.h"
#include "metrics/acquisition.h"
#include "metrics/billing_period.h"
#include "metrics/scores.h"
#include "metrics/tiers.h"
#include "models/contract_life.h"
#include "models/purchase_model.h"
#include "read/encoding_names.h"
#include "schema/mapping.h"

namespace lifeworth {

/// What requests and results call the models, beside purchase_models.
inline constexpr std::array<std::string_view, purchase_models.size()> purchase_model_codes = {"bg_nbd", "mbg_nbd", "pareto_nbd", "mbg_cnbd_k"};

/// What a prediction is made with.
struct PredictionSettings {
  double margin = 1;              ///< share of revenue that is profit, 0–1
  double discount = 0.1;          ///< a year
  int horizon_months = 12;        ///< 1–120
  std::optional<Day> observation_end;  ///< default: last date in the data
  std::optional<Day> calibration_end;  ///< holdout begins the day after; default: three quarters of the observed time
  std::optional<PurchaseModel> model;       ///< default: the one that foresaw the held-out data best
  bool margin_given = false;     ///< a person's margin counts before a column of costs
  std::optional<ProfitBy> profit_by = std::nullopt;  ///< default: by the column of costs where there is one and no margin is given
  double cost_per_order = 0, cost_per_contact = 0;  ///< major units, ≥ 0
  bool operator==(const PredictionSettings&) const = default;
};

/// A rule for tiers as a person types it: the own value in major units. Margin and observation end are among the settings.
struct TierRequest {
  TierRule rule;
  Tier list = Tier::above;  ///< whom the CSV lists: above or just_under
  bool operator==(const TierRequest&) const = default;
};

/// The base that the file is a random sample of.
struct WholeBaseRequest {
  std::optional<std::uint64_t> base;     ///< its customers
  std::map<int, std::uint64_t> strata;   ///< the same by year of the first purchase; their sum stands for `base`
  double precision = 0.05;               ///< wanted half-width of the mean's interval, as a share of the mean
  bool operator==(const WholeBaseRequest&) const = default;
};

/// What a person knows of contracts better than the file shows; nothing: as it shows.
struct ContractRequest {
  std::optional<bool> setting;           ///< whether customers have contracts
  std::optional<BillingPeriod> period;   ///< that they are paid by
  std::optional<LifeModel> life_model;   ///< default: the one that foresaw the held-out renewals best
  bool operator==(const ContractRequest&) const = default;
};
/// How monthly recurring revenue is counted where vendors differ. Of whose contracts: ContractRequest.
struct RecurringRequest {
  bool refunds_count = false;       ///< what was given back lowers the period it falls in; of payments
  bool past_due_churned = false;    ///< a payment that is late, or a gap between two subscriptions, is a loss and a return
  bool within_month = false;        ///< who begins and leaves within one month is counted
  bool returned_kept = false;       ///< who came back counts as kept over a year, and in the quick ratio
  bool one_period = false;          ///< all amounts are for the period of the file, whatever a row's own plan says
  bool operator==(const RecurringRequest&) const = default;
};
/// What requests and results call life_models.
inline constexpr std::array<std::string_view, life_models.size()> life_model_codes = {"constant", "sbg", "bdw"};

/// What customers cost, as a person wants it counted.
struct AcquisitionRequest {
  int lag_days = 0;                          ///< from the day of the spend to the first purchase, 0–365
  double onboarding_cost = 0;                ///< of a new customer, major units, ≥ 0
  std::vector<std::string> not_acquisition;  ///< channels and campaigns whose spend is not meant to find new customers, by name
  CacDefinition definition = CacDefinition::loaded;  ///< that cohorts and the payback go by
  int payback_months = 24;                   ///< 1–36
  std::map<std::string, std::string> same_channels;  ///< what orders call a channel → what the spend calls it ("" = nothing is spent on it), where names do not tell
  std::optional<Role> compare_by;            ///< what parts the customers that are compared: one of compared_traits; default: the first that parts any
  std::vector<Role> adjust_for;              ///< further traits of the first order that compared customers are alike in
  bool adjust_for_joining = true;            ///< and when they joined
  std::optional<double> outside_cac, outside_ratio;  ///< from elsewhere, as typed: major units; value ÷ cost
  bool operator==(const AcquisitionRequest&) const = default;
};
/// What a person knows of a file of answers better than it shows, and how it is to be looked at; nothing: as it shows.
struct SurveyRequest {
  std::optional<SurveyMeasure> measure;
  std::optional<int> scale_low, scale_high;  ///< ends of the scale of satisfaction and effort
  std::optional<std::string> only_type;      ///< answers of this kind alone, as the column of types writes it
  bool by_customer = false;                  ///< each customer's last answer instead of every answer
  std::optional<Grain> grain;
  std::optional<Role> by;                    ///< the column that parts the answers
  std::optional<std::string> by_column;      ///< the same, of columns without a role: its name
  bool operator==(const SurveyRequest&) const = default;
};
/// Traits of a first order that part customers, or that they can be alike in; requests write "joined" for when they joined.
inline constexpr std::array<Role, 4> compared_traits = {Role::channel, Role::country, Role::plan, Role::agent};

/// What is asked about customers who changed their answer.
struct ScoreChangesRequest {
  std::optional<int> window_days;           ///< before the first and after the last answer; default: as the data allow
  std::optional<std::uint64_t> converted;   ///< how many of the unhappy are to be turned round
  bool operator==(const ScoreChangesRequest&) const = default;
};
/// What requests and results call measures, grains and the roles that can part answers.
inline constexpr std::array<std::string_view, 4> measure_codes = {"nps", "csat", "ces_low", "ces_high"};
inline constexpr std::array<std::string_view, 5> grain_codes = {"day", "week", "month", "quarter", "year"};
inline constexpr std::array<Role, 7> survey_segments = {Role::file, Role::channel, Role::type, Role::topic, Role::product, Role::agent, Role::plan};

enum class CustomerColumn : std::uint8_t { customer, orders, first_day, last_day, value, p_alive, transactions, clv, buys, late };

/// By what "segments" cuts the base.
enum class SegmentBy : std::uint8_t {
  joined,     ///< calendar year of the first purchase; quarter where these are few
  purchases,  ///< purchase days so far
  silence,    ///< days since the last purchase
  answer      ///< the last answer to a survey
};
inline constexpr std::array<std::string_view, 4> segment_by_codes = {"joined", "purchases", "silence", "answer"};

/// What requests call the made-up shop's files.
inline constexpr std::array<std::string_view, 6> sample_tables = {"orders", "spend", "answers", "tickets", "effort", "payments"};

struct Request {
  enum class Kind : std::uint8_t {
    realised, cohorts, repeat, measured, measured_beside, prediction, opportunities, segments, tracking, comeback, unsettled, bootstrap, customers, customers_csv, customer, tiers, tiers_csv, predictors, whole_base, contract, recurring, acquisition, survey, nonresponse, score_changes, after_answers, impressions, referrals, records_csv, unmatched_csv,
    left_out, sample, sentences
  } kind;
  PredictionSettings settings;
  TierRequest tiers;
  WholeBaseRequest whole_base;
  ContractRequest contract;
  RecurringRequest recurring;
  AcquisitionRequest acquisition;
  SurveyRequest survey;
  ScoreChangesRequest score_changes;
  std::string customer;  ///< by name
  SegmentBy segment_by = SegmentBy::joined;
  CustomerColumn sort = CustomerColumn::clv;
  bool descending = true;
  std::uint64_t offset = 0, limit = 100;
  char delimiter = ',', decimal_mark = '.';
  bool mask_emails = false;  ///< in lists of customers
  std::uint64_t file = 0;  ///< by its number in the session
  enum class Without : std::uint8_t { orders, records } without = Without::orders;  ///< what customers do not have
  std::optional<Day> active_days;  ///< days without a purchase after which a customer counts as lost; default: what the gaps seen say
  int after_days = 90;  ///< after an answer, 1–730
  int impression_months = 6;  ///< of 30 days, before and after an answer, 1–24
  int months = 12;  ///< that measures are to foretell, 6–60
  std::uint64_t sample_customers = 1200, seed = 1;
  enum class Sample : std::uint8_t { orders, spend, answers, tickets, effort, payments } sample = Sample::orders;  ///< which of the made-up shop's files
  std::uint64_t draws = 1000, batch = 20;  ///< of a bootstrap: in all, and of this answer
  std::optional<std::uint64_t> steps;  ///< of drawing that this answer may make, of acquisition and score_changes; nothing: all of them
  bool operator==(const Request&) const = default;
};
Expected<Request> parse_request(std::string_view json);

/// What a person has set about a file. Items that are absent stay as they are.
struct MappingChange {
  struct Column {
    Role role;
    std::optional<std::size_t> column;
  };
  std::vector<Column> columns;
  std::optional<RecordKind> kind;
  std::optional<std::string> format;           ///< by name; "" = none
  std::optional<std::vector<bool>> rules_on;   ///< switches the mapping's rules, in their order
  std::optional<std::vector<RowRule>> rules;   ///< instead of the mapping's rules
  std::optional<bool> minor_units, refund_rows, item_rows;
  std::optional<DateOrder> date_order;
  std::optional<char> decimal_mark;
  std::optional<CurrencyCode> currency;
  std::optional<std::vector<NamedRate>> rates;  ///< instead of those there were
  std::optional<DateNumbers> serials;
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<bool> has_header;
  std::optional<bool> keep_rows;  ///< for scripts: keep the rows as text instead of reading orders from them
};
Expected<MappingChange> parse_mapping_change(std::string_view json);

}  // namespace lifeworth
