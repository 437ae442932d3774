#include "results/contract_setting.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lifeworth {
namespace {

std::int64_t count(std::uint64_t n) { return static_cast<std::int64_t>(n); }
Figure share(double value) { return {value, Unit::share}; }

/// Subscriptions say when contracts end; where none does, payments say more.
std::vector<const Records*> subscriptions_in(const Loaded& loaded) {
  std::vector<const Records*> files;
  bool ends = false;
  for (const Records& file : loaded.records) {
    if (file.kind != RecordKind::subscriptions || file.rows_used == 0) continue;
    files.push_back(&file);
    ends |= std::ranges::any_of(file.ends, [](Day end) { return end != no_day; });
  }
  if (!ends && !loaded.orders.files.empty()) files.clear();
  return files;
}

struct Days {
  Day first = std::numeric_limits<Day>::max(), last_start = std::numeric_limits<Day>::min(), last = std::numeric_limits<Day>::min();
};
Days days_in(const Loaded& loaded, const std::vector<const Records*>& subscriptions) {
  Days days;
  for (const Records* file : subscriptions) {
    for (const Day start : file->days)
      if (start != no_day) days.first = std::min(days.first, start), days.last_start = std::max(days.last_start, start);
    for (const Day end : file->ends)
      if (end != no_day) days.last = std::max(days.last, end);
  }
  if (subscriptions.empty()) days.first = loaded.log.first_day();
  if (!loaded.orders.files.empty()) days.last_start = std::max(days.last_start, loaded.log.last_day());
  days.last = std::max(days.last, days.last_start);
  return days;
}

Sentence rhythm_sentence(const PaymentRhythm& rhythm, Contractual found) {
  if (found == Contractual::too_few) return {Code::contract_too_few_payments, {{"customers", count(rhythm.customers)}, {"needed", count(fewest_with_rhythm)}}};
  const Code code = found == Contractual::contract ? Code::contract_by_rhythm : found == Contractual::no_contract ? Code::no_contract_by_rhythm : Code::contract_unclear;
  std::vector<Argument> arguments = {{"gaps", count(rhythm.gaps)}, {"customers", count(rhythm.customers)}, {"share", share(rhythm.share())},
                                     {"days", std::int64_t{std::lround(days_of(rhythm.period))}}, {"tolerance", std::int64_t{tolerance_of(rhythm.period)}}};
  if (found != Contractual::no_contract) arguments.push_back({"regular", count(rhythm.regular)});
  if (found == Contractual::unclear) arguments.push_back({"needed", share(contract_share)}), arguments.push_back({"below", share(no_contract_share)});
  return {code, std::move(arguments)};
}

/// What payments and the format of their file say.
void guess_from_payments(const Loaded& loaded, ContractSetting& setting) {
  setting.rhythm = payment_rhythm(loaded.log, setting.observation_end);
  const PaymentRhythm& rhythm = *setting.rhythm;
  setting.guess = contractual(rhythm);
  setting.reason = rhythm_sentence(rhythm, setting.guess);
  if (setting.guess == Contractual::contract || setting.guess == Contractual::unclear) setting.period = rhythm.period;
  const bool billing = std::ranges::any_of(loaded.files, &FileFacts::contract);
  if (!billing || setting.guess == Contractual::contract) return;
  if (setting.guess == Contractual::no_contract) {
    setting.guess = Contractual::unclear;
    setting.reason = {Code::contract_file_against_rhythm, {{"share", share(rhythm.share())}, {"gaps", count(rhythm.gaps)}}};
  } else {
    setting.guess = Contractual::contract;
    setting.reason = {Code::contract_by_invoices};
  }
}

}  // namespace

Contracts ContractSetting::contracts(const TransactionLog& log, Day end) const {
  return subscriptions.empty() ? contracts_of(log, period, end) : contracts_of(subscriptions, period, end);
}

Expected<ContractSetting> contract_setting(const Loaded& loaded, const PredictionSettings& settings, const ContractRequest& request) {
  constexpr Day longest_silence = 366;
  ContractSetting setting;
  setting.subscriptions = subscriptions_in(loaded);
  if (setting.subscriptions.empty() && loaded.orders.files.empty()) return std::unexpected(Error{Code::no_orders});
  const Days days = days_in(loaded, setting.subscriptions);
  setting.first_day = days.first;
  setting.observation_end = settings.observation_end.value_or(days.last_start);
  if (setting.observation_end < days.first) return std::unexpected(Error{Code::observation_before_data, {{"day", iso_text(days.first)}}});
  if (setting.observation_end > days.last + longest_silence) return std::unexpected(Error{Code::observation_after_data, {{"day", iso_text(days.last)}}});
  if (setting.subscriptions.empty()) {
    setting.currency = loaded.orders.currency;
    guess_from_payments(loaded, setting);
  } else {
    setting.currency = setting.subscriptions.front()->currency;
    setting.one_currency = std::ranges::all_of(setting.subscriptions, [&](const Records* file) { return file->currency == setting.currency; });
    setting.guess = Contractual::contract;
    std::uint64_t rows = 0;
    for (const Records* file : setting.subscriptions) rows += file->rows_used;
    setting.reason = {Code::contract_by_subscriptions, {{"rows", count(rows)}}};
    setting.period = period_of(setting.subscriptions, setting.observation_end);
  }
  setting.by_person = request.setting.has_value();
  setting.contract = request.setting.value_or(setting.guess == Contractual::contract);
  setting.period_by_person = request.period.has_value();
  setting.period = request.period.value_or(setting.period);
  return setting;
}

}  // namespace lifeworth
