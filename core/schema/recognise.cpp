#include "schema/recognise.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "read/json_columns.h"
#include "read/written_period.h"
#include "schema/answer_words.h"
#include "schema/first_row.h"
#include "schema/header_words.h"
#include "schema/unit_price.h"

namespace lifeworth {
namespace {

struct Candidate {
  double score = 0;
  std::vector<Sentence> reasons;
};

Sentence by_name(std::string_view header) { return {Code::guess_by_name, {{"header", std::string(header)}}}; }
Sentence by_values(Code code, double share) { return {code, {{"percent", std::int64_t(share * 100 + 0.5)}}}; }

/// Whether a column is called by what somebody was asked: "How satisfied are you?", "The company made it easy for me to handle my issue".
bool is_question(std::string_view header) {
  constexpr std::ptrdiff_t words_of_a_sentence = 5;
  return header.find('?') != std::string_view::npos || std::ranges::count(folded(header), ' ') + 1 >= words_of_a_sentence;
}

/// Answers by what they are: words of a scale, or under a question points from 0 to 10. A column that is called a score (fit_by_name) is preferred.
Candidate fit_as_score(double name, std::string_view header, const ColumnProfile& column) {
  constexpr double nearly_all = 0.8, least_with_asking = 0.5, asked_for = 0.2, in_words = 0.3;
  const bool question = is_question(header);
  Candidate candidate;
  if (name < 0 || column.cells == 0) return candidate;
  if (column.answers >= (question ? least_with_asking : nearly_all)) {
    candidate.score = in_words * column.answers;
    candidate.reasons.push_back(by_values(Code::guess_values_answers, column.answers));
  } else if (question && column.points >= nearly_all) {
    candidate.score = asked_for;
    candidate.reasons.push_back({Code::guess_by_question, {{"header", std::string(header)}, {"percent", std::int64_t(column.points * 100 + 0.5)}}});
  }
  return candidate;
}

/// Roles that only a name can give: the values must be able to be what it says.
Candidate fit_by_name(Role role, double name, std::string_view header, const ColumnProfile& column) {
  Candidate candidate;
  if (name < 0.4 || column.cells == 0) return candidate;
  if (role == Role::referred_by && column.pages > 0.1) return candidate;  // what browsers call a referrer
  switch (type_of(role)) {
    case RoleType::date:
      if (column.dates < 0.6) return candidate;
      break;
    case RoleType::money:
      if (column.amounts < 0.6 || column.dates > 0.9) return candidate;
      break;
    case RoleType::number:
      // Answers may be words: Good, Promoter, Muy satisfecho.
      if (role != Role::score && column.numbers < 0.6) return candidate;
      if (column.dates > 0.5 && column.numbers < 0.9) return candidate;
      break;
    case RoleType::name:
    case RoleType::word: break;
  }
  candidate.score = name;
  candidate.reasons.push_back(by_name(header));
  return candidate;
}

/// How well a column fits a role: 0 (cannot be) up to about 3, with reasons.
Candidate fit(RecordKind kind, Role role, std::string_view header, const ColumnProfile& column) {
  const double name = header_score(role, header);
  if (role > Role::currency) {
    Candidate named = fit_by_name(role, name, header, column);
    return role == Role::score && kind == RecordKind::responses && named.score <= 0 ? fit_as_score(name, header, column) : named;
  }
  Candidate candidate;
  if (column.cells == 0) return candidate;
  const auto value_reason = [&](Code code, double share) { candidate.reasons.push_back(by_values(code, share)); };
  switch (role) {
    case Role::date:
      // Serials and Unix times look like other numbers: only a name can say that they are dates.
      if (column.dates < 0.6 && name >= 0.5 && column.number_dates >= 0.95) {
        candidate.score = 0.6 + name;
        value_reason(Code::guess_values_dates, column.number_dates);
        break;
      }
      if (names_periods(kind) && column.dates < 0.6 && column.periods >= 0.6) {
        candidate.score = 0.6 * column.periods + name;
        value_reason(Code::guess_values_dates, column.periods);
        break;
      }
      if (column.dates < 0.6) return candidate;
      candidate.score = 0.8 * column.dates + name;
      value_reason(Code::guess_values_dates, column.dates);
      break;
    case Role::amount:
      if (column.amounts < 0.6 || column.dates > 0.9) return candidate;
      // What a row or an order comes to is preferred to a price, which may be of one piece.
      candidate.score = 0.3 * column.amounts + 0.4 * column.decimals + name - (price_of(header) == PriceOf::unclear ? 0.3 : 0);
      value_reason(Code::guess_values_amounts, column.amounts);
      break;
    case Role::customer:
      if (column.dates > 0.9 || column.decimals > 0.5 || (column.cells > 3 && column.distinct * double(column.cells) < 2 && name <= 0)) return candidate;
      // Customers come back: an id that never repeats is rather the order's.
      candidate.score = 0.9 * column.emails + (column.distinct < 0.98 ? 0.2 : 0.0) + name;
      if (column.emails > 0.6) value_reason(Code::guess_values_emails, column.emails);
      else if (column.distinct < 0.98) value_reason(Code::guess_values_repeat, 1 - column.distinct);
      if (candidate.score < 0.5) candidate.score = 0;
      break;
    case Role::order_id:
      // A column merely called "id" is the order's only if it hardly repeats; line items of one order repeat a real order number.
      if (column.dates > 0.9 || column.decimals > 0.5 || name <= 0 || (name < 0.5 && column.distinct < 0.9)) return candidate;
      candidate.score = name + 0.3 * column.distinct;
      value_reason(Code::guess_values_distinct, column.distinct);
      break;
    case Role::currency:
      // A column that is called so needs fewer codes: one that is missed lets amounts be added that must not be.
      if (column.currencies < (name > 0 ? 0.3 : 0.9)) return candidate;
      candidate.score = column.currencies + name;
      value_reason(Code::guess_values_currencies, column.currencies);
      break;
    default: break;
  }
  if (name > 0 && candidate.score > 0) candidate.reasons.insert(candidate.reasons.begin(), by_name(header));
  return candidate;
}

/// 0 … 10
bool is_point(std::string_view text) { return text == "10" || (text.size() == 1 && is_digit(text.front())); }

}  // namespace

ColumnProfile profile_of(const Sample& sample, std::size_t column) {
  ColumnProfile profile;
  std::unordered_set<std::string_view> seen;
  std::size_t dates = 0, amounts = 0, decimals = 0, emails = 0, currencies = 0, numbers = 0, number_dates = 0, pages = 0, periods = 0, answers = 0, points = 0;
  for (const auto& row : sample.rows) {
    const std::string_view text = cell_at(row, column);
    if (text.empty()) continue;
    ++profile.cells;
    seen.insert(text);
    const bool date = is_date(text);
    dates += date;
    periods += date || parse_period(text).has_value();
    answers += std::ranges::any_of(points_of(text), [](const auto& point) { return point.has_value(); });
    points += is_point(text);
    emails += is_email(text);
    pages += text.find("://") != std::string_view::npos || text.starts_with("www.");
    const auto number = WrittenDate::parse(text);
    number_dates += number && number->is_number() && number->day(DateOrder::ymd);
    numbers += is_digit(text.front()) || (text.size() > 1 && text.front() == '-' && is_digit(text[1]));
    currencies += text.size() == 3 && is_currency_code(ascii_uppered(text));
    if (const auto amount = WrittenAmount::parse(text)) {
      ++amounts;
      decimals += amount->mark != WrittenAmount::Mark::none || amount->sign != no_currency_sign;
    }
  }
  if (profile.cells == 0) return profile;
  const auto share = [&](std::size_t count) { return double(count) / double(profile.cells); };
  profile.dates = share(dates);
  profile.amounts = share(amounts);
  profile.decimals = share(decimals);
  profile.emails = share(emails);
  profile.currencies = share(currencies);
  profile.numbers = share(numbers);
  profile.number_dates = share(number_dates);
  profile.distinct = share(seen.size());
  profile.pages = share(pages);
  profile.periods = share(periods);
  profile.answers = share(answers);
  profile.points = share(points);
  return profile;
}

namespace {

/// JSON: the price of one piece in a list that says how many pieces there were; the prices do not add up to what was paid.
bool is_price_of_several(const std::vector<std::string>& header, std::size_t column) {
  const std::string_view list = list_of(header[column], header);
  if (list.empty() || folded(header[column]).find("price") == std::string::npos) return false;
  return std::ranges::any_of(header, [list](const std::string& name) {
    const std::string leaf = name.starts_with(list) ? folded(name.substr(list.size())) : std::string();
    return leaf == "quantity" || leaf == "qty" || leaf == "count" || leaf == "units" || leaf == "cantidad";
  });
}

/// Gives the roles of a kind that have no column yet to the columns that have no role yet, best fits first.
void guess_columns(const Sample& sample, const std::vector<ColumnProfile>& profiles, Mapping& mapping, bool required_only) {
  struct Offer {
    Role role;
    std::size_t column;
    Candidate candidate;
  };
  std::vector<bool> taken(sample.header.size());
  for (const ColumnChoice& choice : mapping.columns)
    if (choice.column && *choice.column < taken.size()) taken[*choice.column] = true;
  std::vector<Offer> offers;
  for (std::size_t column = 0; column < sample.header.size(); ++column) {
    if (taken[column]) continue;
    for (const KindRole& own : roles_of(mapping.kind.value)) {
      if (mapping[own.role].column || (required_only && !own.required) || own.role == Role::quantity) continue;  // settle_quantity guesses it
      // A number in every row, and never a sum of money, a customer or a date.
      if (own.role != Role::orders_count && counts_entries(sample.header[column])) continue;
      if (own.role == Role::amount && is_price_of_several(sample.header, column)) continue;
      Candidate candidate = fit(mapping.kind.value, own.role, sample.header[column], profiles[column]);
      if (candidate.score <= 0 && column < sample.labels.size()) candidate = fit(mapping.kind.value, own.role, sample.labels[column], profiles[column]);
      if (candidate.score > 0) offers.push_back({own.role, column, std::move(candidate)});
    }
  }
  // Best offers first; the stable sort keeps the file's order among equals.
  std::ranges::stable_sort(offers, std::ranges::greater{}, [](const Offer& offer) { return offer.candidate.score; });
  for (Offer& offer : offers) {
    ColumnChoice& choice = mapping[offer.role];
    if (choice.column || taken[offer.column]) continue;
    choice.column = offer.column;
    choice.reasons = std::move(offer.candidate.reasons);
    taken[offer.column] = true;
  }
}

bool is_whole(const Mapping& mapping) {
  return std::ranges::all_of(roles_of(mapping.kind.value), [&](const KindRole& own) { return !own.required || mapping[own.role].column.has_value(); });
}

/// Words by which shops say that an order came to nothing; of each, what it is left out for.
struct StatusWord {
  std::string_view word;
  LeftOut reason;
};
constexpr StatusWord status_words[] = {
    {"cancelled", LeftOut::cancelled}, {"canceled", LeftOut::cancelled}, {"voided", LeftOut::cancelled},    {"void", LeftOut::cancelled},
    {"cancelado", LeftOut::cancelled}, {"cancelada", LeftOut::cancelled}, {"anulado", LeftOut::cancelled},  {"anulada", LeftOut::cancelled},
    {"pending", LeftOut::unpaid},      {"unpaid", LeftOut::unpaid},      {"failed", LeftOut::unpaid},       {"declined", LeftOut::unpaid},
    {"expired", LeftOut::unpaid},      {"authorized", LeftOut::unpaid},  {"draft", LeftOut::unpaid},        {"on hold", LeftOut::unpaid},
    {"on-hold", LeftOut::unpaid},      {"pendiente", LeftOut::unpaid},   {"fallido", LeftOut::unpaid},      {"fallida", LeftOut::unpaid},
    {"rechazado", LeftOut::unpaid},    {"rechazada", LeftOut::unpaid},   {"impagado", LeftOut::unpaid},     {"borrador", LeftOut::unpaid},
    {"refunded", LeftOut::refunded},   {"reembolsado", LeftOut::refunded}, {"reembolsada", LeftOut::refunded}, {"devuelto", LeftOut::refunded},
    {"test", LeftOut::test},           {"prueba", LeftOut::test}};

/// Names of columns that say what a row records, folded, and the words in them that mean money given back.
constexpr std::string_view type_names[] = {"type", "transaction type", "order type", "record type", "line type", "entry type", "operation", "operation type",
                                           "kind", "tipo", "tipo de transaccion", "tipo de operacion", "tipo de movimiento", "tipo de registro", "tipo de pedido"};
constexpr std::string_view refund_words[] = {"refund", "refunded", "partial refund", "full refund", "return", "returned", "credit note", "credit memo", "chargeback",
                                             "reversal", "reembolso", "reembolsado", "reembolso parcial", "devolucion", "devolución", "nota de credito", "nota de crédito",
                                             "contracargo", "gutschrift", "erstattung", "rückerstattung", "storno", "remboursement", "avoir", "rimborso", "estorno"};

/// Orders that no format describes: a column of statuses, and one of cancellation times, say which came to nothing; one of types, which gave
/// money back.
void guess_rules(const Sample& sample, Mapping& mapping) {
  if (mapping.kind.value != RecordKind::orders) return;
  for (std::size_t column = 0; column < sample.header.size(); ++column) {
    const std::string name = folded(sample.header[column]);
    const bool status = name.ends_with("status") || name.starts_with("estado");
    const bool when = name == "cancelled at" || name == "canceled at" || name == "fecha de cancelacion";
    if (when) mapping.rules.push_back({{sample.header[column], RowRule::Test::filled, {}, LeftOut::cancelled}, column});
    if (std::ranges::find(type_names, std::string_view(name)) != std::end(type_names))
      mapping.rules.push_back({{sample.header[column], RowRule::Test::is, {std::begin(refund_words), std::end(refund_words)}, {}, true}, column});
    if (!status || name.find("fulfillment") != std::string::npos || name.find("shipping") != std::string::npos) continue;
    for (LeftOut reason : {LeftOut::cancelled, LeftOut::unpaid, LeftOut::refunded, LeftOut::test}) {
      // What was given back is known where the file has its amount; else a refunded order is worth nothing.
      if (reason == LeftOut::refunded && mapping[Role::refund].column) continue;
      RowRule rule{sample.header[column], RowRule::Test::is, {}, reason};
      for (const StatusWord& each : status_words)
        if (each.reason == reason) rule.values.emplace_back(each.word);
      mapping.rules.push_back({std::move(rule), column});
    }
  }
}

/// Rules on columns that the file has.
void take_rules(const Sample& sample, const Format& format, Mapping& mapping) {
  for (const RowRule& rule : format.rules) {
    const std::string name = folded(rule.column);
    const auto column = std::ranges::find(sample.header, name, [](const std::string& header) { return folded(header); });
    if (column != sample.header.end()) mapping.rules.push_back({rule, std::size_t(column - sample.header.begin())});
  }
}

std::vector<ColumnProfile> profiles_of(const Sample& sample) {
  std::vector<ColumnProfile> profiles;
  for (std::size_t column = 0; column < sample.header.size(); ++column) profiles.push_back(profile_of(sample, column));
  return profiles;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Mapping by_format(const Sample& sample, const std::vector<ColumnProfile>& profiles, const Recognition& recognition) {
  const Format& format = *recognition.format;
  Mapping mapping;
  mapping.kind.value = format.kind;
  mapping.format = format.name;
  mapping.recognised.push_back({Code::recognised_format, {{"format", format.title}, {"columns", joined(recognition.evidence)}}});
  for (const auto& [role, column] : recognition.columns)
    mapping[role] = {column, SetBy::guess, {Sentence{Code::guess_by_format, {{"format", format.title}}}}};
  if (format.date_order) mapping.date_order.value = *format.date_order;
  if (format.decimal_mark) mapping.decimal_mark.value = *format.decimal_mark;
  mapping.header_currency = recognition.currency;
  mapping.minor_units.value = format.minor_units;
  mapping.refund_rows.value = format.refund_rows;
  mapping.item_rows = format.item_rows;
  mapping.note = format.note;
  take_rules(sample, format, mapping);
  // A format that says that nobody is named must not have somebody guessed.
  if (format.note != "no_customer") guess_columns(sample, profiles, mapping, true);
  settle_quantity(sample, mapping);
  return mapping;
}

Mapping by_names(const Sample& sample, const std::vector<ColumnProfile>& profiles, RecordKind kind) {
  Mapping mapping;
  mapping.kind.value = kind;
  guess_columns(sample, profiles, mapping, false);
  settle_quantity(sample, mapping);
  guess_rules(sample, mapping);
  return mapping;
}

/// Whether what would be the amount is called a score, or by a question whose answers are points: any column of numbers can be an amount.
bool score_for_amount(const Sample& sample, const std::vector<ColumnProfile>& profiles, const Mapping& mapping) {
  const auto amount = mapping[Role::amount].column;
  if (mapping.kind.value != RecordKind::orders || !amount) return false;
  const std::string& name = sample.header[*amount];
  const double as_amount = std::max(0.0, header_score(Role::amount, name));
  return header_score(Role::score, name) > as_amount || (as_amount == 0 && fit_as_score(0, name, profiles[*amount]).score > 0);
}

/// What tells of a table's kind beside names: a column of answers; money by channel that nobody paid.
double telling_values(const Sample& sample, const std::vector<ColumnProfile>& profiles, const Mapping& mapping) {
  const auto has = [&](Role role) { return mapping[role].column.has_value(); };
  if (mapping.kind.value == RecordKind::responses) return has(Role::score) && fit_as_score(0, sample.header[*mapping[Role::score].column], profiles[*mapping[Role::score].column]).score > 0 ? 1 : 0;
  if (mapping.kind.value != RecordKind::spend || !has(Role::channel) || !has(Role::amount)) return 0;
  const Mapping as_orders = by_names(sample, profiles, RecordKind::orders);
  return as_orders[Role::customer].column || as_orders[Role::order_id].column || is_income(sample.header[*mapping[Role::amount].column]) ? 0 : 1;
}

/// How well a table can be of a kind: names that tell of it, and columns that their names give a role.
double kind_fit(const Sample& sample, const std::vector<ColumnProfile>& profiles, const Mapping& mapping) {
  double telling = telling_values(sample, profiles, mapping), named = 0;
  for (const std::string& name : sample.header) telling += kind_score(mapping.kind.value, name);
  for (const KindRole& own : roles_of(mapping.kind.value)) {
    const auto column = mapping[own.role].column;
    if (column && (own.telling || kind_score(mapping.kind.value, sample.header[*column]) > 0)) named += std::max(0.0, header_score(own.role, sample.header[*column]));
  }
  return telling > 0 || mapping.kind.value == RecordKind::orders ? named + 0.3 * std::min(telling, 3.0) + (is_whole(mapping) && !score_for_amount(sample, profiles, mapping) ? 1.5 : 0) : 0;
}

}  // namespace

Mapping guess_mapping(const Sample& sample, const std::vector<Format>& formats) {
  const auto profiles = profiles_of(sample);
  if (const Recognition recognition = recognise_format(sample.header, formats); recognition.format) return by_format(sample, profiles, recognition);
  Mapping best;
  double most = 0;
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    Mapping mapping = by_names(sample, profiles, static_cast<RecordKind>(i));
    // Orders are what people bring; another kind must fit clearly better.
    const double fits = kind_fit(sample, profiles, mapping) - (i > 0 ? 0.4 : 0);
    if (i == 0 || fits > most) most = fits, best = std::move(mapping);
  }
  return best;
}

Mapping guess_mapping_as(const Sample& sample, RecordKind kind, const Format* format) {
  const auto profiles = profiles_of(sample);
  if (!format) return by_names(sample, profiles, kind);
  Recognition recognition = recognise_format(sample.header, {*format});
  recognition.format = format;
  return by_format(sample, profiles, recognition);
}

}  // namespace lifeworth
