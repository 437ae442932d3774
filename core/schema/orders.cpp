#include "schema/orders.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include "base/sort_hashes.h"
#include "schema/header_words.h"

namespace lifeworth {

constexpr std::size_t release_each = 1024;

std::uint64_t Orders::rows_read() const {
  std::uint64_t rows = 0;
  for (const OrderFile& file : files) rows += file.rows_read;
  return rows;
}

std::uint64_t Orders::rows_used() const {
  std::uint64_t rows = 0;
  for (const OrderFile& file : files) rows += file.rows_used;
  return rows;
}

void OrderReader::begin_file(std::uint32_t file, const Mapping& mapping, const std::vector<std::string>& header, bool json) {
  for (std::size_t column = 0; column < header.size(); ++column) {
    const bool used = std::ranges::any_of(mapping.columns, [&](const ColumnChoice& choice) { return choice.column == column; }) ||
                      std::ranges::any_of(mapping.rules, [&](const MappedRule& rule) { return rule.column == column; });
    auto& unread = orders_.unread_columns;
    if (!used && mapping.format.empty() && changes_value(header[column]) && std::ranges::find(unread, header[column]) == unread.end()) unread.push_back(header[column]);
  }
  for (const Sentence& doubt : mapping.doubts) {
    const auto same = [text = english(doubt)](const Sentence& known) { return english(known) == text; };
    if (std::ranges::none_of(orders_.doubts, same)) orders_.doubts.push_back(doubt);  // parts of one export have the same
  }
  const bool by_piece = mapping[Role::quantity].column.has_value(), extras = mapping[Role::refund].column || mapping[Role::discount].column || by_piece;
  RuleCheck rules(mapping);
  const bool plain = !json && !extras && !mapping[Role::cost].column && !rules.name_refunds();
  files_.push_back({mapping, RoleColumns(mapping), std::move(rules), {file, {}, 0, 0, 0}, waiting_.size(), json, extras, plain});
  // What a price is multiplied with stands on every line of an order, and so does the price.
  files_.back().counts.item_rows = files_.back().mapping.item_rows = mapping.item_rows || by_piece;
  if (extras) extras_.begin(waiting_.size());
  if (mapping[Role::order_id].column) order_ids_.begin(waiting_.size());
  if (mapping[Role::cost].column) begin_costs(files_.back(), header);
  begin_traits(mapping, header);
  last_ = {};
}

void OrderReader::row(const Row& row) {
  OrderFile& counts = files_.back().counts;
  ++counts.rows_read;
  if (const auto reason = take(row)) orders_.left_out.add(counts.file, row, *reason);
}

/// A further line of an order: it names the order and has no amount of its own. Where each line has a price, one without lacks it.
bool OrderReader::is_line_item(const File& file, const Row& row, std::uint64_t order_id) const {
  return order_id != 0 && !file.by_piece() && is_missing(file.columns.cell(row, Role::amount));
}

std::optional<LeftOut> OrderReader::take(const Row& row) {
  if (row.damage != Damage::none) return LeftOut::damaged;
  if (row.kind != RowKind::data) return reason_of(row.kind);
  File& file = files_.back();
  const std::string_view order_id_text = file.columns.cell(row, Role::order_id);
  const std::uint64_t order_id = is_missing(order_id_text) ? 0 : hash_of(order_id_text);
  const bool line_item = is_line_item(file, row, order_id);
  if (!first_) first_ = {order_id, line_item};
  if (line_item) {
    if (order_id == last_.order_id) {
      if (!last_.left_out) ++file.counts.line_items, ++file.counts.rows_used, file.counts.lines_with_cost += !is_missing(file.columns.cell(row, Role::cost));
      return last_.left_out;
    }
    // The order may stand anywhere else: decided when all rows are there.
    if (const auto reason = file.rules(row)) return reason;
    loose_items_.push_back({order_id, row.line, static_cast<std::uint32_t>(files_.size() - 1)});
    return std::nullopt;
  }
  const auto reason = take_order(row, order_id);
  if (order_id != last_.order_id) last_ = {order_id, reason, std::nullopt};
  if (!reason && order_id && !last_.taken) last_ = {order_id, reason, waiting_.size() - 1};
  return reason;
}

/// Who bought; of a refund that names somebody else, who got it.
std::string_view OrderReader::buyer(const Row& row, bool refund) const {
  const RoleColumns& columns = files_.back().columns;
  if (refund) {
    const std::string_view to = columns.cell(row, Role::refunded_to);
    if (!is_missing(to)) return to;
  }
  return columns.cell(row, Role::customer);
}

/// What stands beside the amount, or why it cannot be read.
std::optional<LeftOut> OrderReader::read_extras(const Row& row, Extra& extra) const {
  const File& file = files_.back();
  const auto read_money = [&](Role role, WrittenAmount& into) {
    const std::string_view text = file.columns.cell(row, role);
    if (is_missing(text)) return true;
    const auto money = money_of(text, file.json);
    if (money) into = *money;
    return money.has_value();
  };
  if (file.extras && (!read_money(Role::refund, extra.refund) || !read_money(Role::discount, extra.discount))) return LeftOut::unreadable_amount;
  if (!file.by_piece()) return std::nullopt;
  const std::string_view pieces = file.columns.cell(row, Role::quantity);
  if (is_missing(pieces)) return LeftOut::no_amount;  // a price alone is none
  const auto quantity = WrittenAmount::parse(pieces);
  if (!quantity || quantity->sign != no_currency_sign) return LeftOut::unreadable_number;
  extra.quantity = *quantity;
  return std::nullopt;
}

std::optional<LeftOut> OrderReader::take_order(const Row& row, std::uint64_t order_id) {
  File& file = files_.back();
  const auto cell = [&](Role role) { return file.columns.cell(row, role); };
  if (const auto reason = file.rules(row)) return reason;
  const std::string_view date_text = cell(Role::date);
  const std::string_view amount_text = cell(Role::amount);
  auto amount = money_of(amount_text, file.json && !file.by_piece());  // of joined prices none has a quantity of its own
  Extra extra;
  const auto unread_extra = read_extras(row, extra);
  const bool refund = file.rules.is_refund(row);
  if (amount && refund) amount->digits = -std::abs(amount->digits), extra.quantity.digits = std::abs(extra.quantity.digits);
  const std::string_view customer = buyer(row, amount && (amount->digits < 0) != (extra.quantity.digits < 0));
  if (customer.empty() && date_text.empty() && amount_text.empty() &&
      std::ranges::all_of(row.cells, [](std::string_view text) { return trimmed(text).empty(); }))
    return LeftOut::blank;
  // What an item's row leaves empty stands on the first row of its order.
  const bool same_order = order_id && order_id == last_.order_id && last_.taken;
  if (is_missing(customer) && !same_order) return LeftOut::no_customer;
  auto date = WrittenDate::parse(date_text);
  if (is_missing(date_text)) {
    if (!same_order) return LeftOut::no_date;
    date = waiting_.date(*last_.taken);
  }
  if (!date) {
    file.counts.read_as.dates.add_unreadable(date_text);
    return LeftOut::unreadable_date;
  }
  if (is_missing(amount_text)) return LeftOut::no_amount;
  if (!amount) return LeftOut::unreadable_amount;
  if (unread_extra) return unread_extra;
  // JSON's own numbers know one mark, the point (RFC 8259 §6).
  for (WrittenAmount* each : {&*amount, &extra.quantity})
    if (file.json && each->mark == WrittenAmount::Mark::either && !each->mark_is_comma) each->mark = WrittenAmount::Mark::point;

  file.counts.read_as.dates.add(*date);
  file.counts.read_as.amounts.add(*amount);
  for (const WrittenAmount& each : {extra.refund, extra.discount, extra.quantity})
    if (each.mark != WrittenAmount::Mark::none) file.counts.read_as.amounts.add(each);
  keep(customer, {*amount, *date, static_cast<std::uint32_t>(row.line), number_of_currency(file, cell(Role::currency), *amount)});
  if (file.extras) extras_.put(waiting_.size() - 1, extra);
  if (file.columns.has(Role::cost)) keep_cost(row, refund);
  if (!kept_.empty()) keep_traits(row);
  if (file.columns.has(Role::order_id)) order_ids_.put(waiting_.size() - 1, order_id);
  return std::nullopt;
}

/// Takes an order of a customer as written; nobody is named on a further row of the order before.
void OrderReader::keep(std::string_view customer, const WaitingOrder& order) {
  waiting_.push_back(order);
  const std::uint32_t number = is_missing(customer) ? waiting_.customer(*last_.taken) : customer_number(customers_, customer);
  waiting_.add_customers({&number, 1});
}

/// A person's choice counts; else the one currency the rows name. Rows that name none go with it.
Expected<void> OrderReader::choose_currency() {
  CurrencyCode told;
  for (const File& file : files_)
    if (!file.mapping.currency.value.empty()) told = file.mapping.currency.value;
  const auto chosen = currencies_.choose(told);
  if (!chosen) return std::unexpected(chosen.error());
  orders_.currency = *chosen;
  return {};
}

/// Orders that an earlier file has too are the same orders: exports of neighbouring periods overlap, and people drop a file twice. What one file
/// has several times stays.
bool OrderReader::is_duplicate(std::uint32_t file, std::uint64_t order_id, const Order& order) {
  std::uint64_t key = order_id;
  for (const std::uint64_t part : {std::uint64_t(order.customer), std::uint64_t(std::uint32_t(order.day)), std::uint64_t(order.amount)})
    key = (key ^ part) * 0x9FB21C651E98DF25u, key ^= key >> 32;
  Seen& seen = seen_[key];
  if (seen.file != file) seen = {file, std::max(seen.before, seen.here), 0};
  return ++seen.here <= seen.before;
}

/// In minor units: the amount of a row, or its price times its quantity.
std::optional<Minor> OrderReader::amount_under(const ReadAs& as, const File& file, std::size_t row, int minor_digits, bool& rounded, bool& unclear) const {
  const WrittenAmount amount = waiting_.amount(row);
  return file.by_piece() ? minor_under(as, file.mapping, amount, extras_[row].quantity, minor_digits, rounded, unclear)
                         : minor_under(as, file.mapping, amount, minor_digits, rounded, unclear);
}

void OrderReader::convert(File& file, std::size_t index) {
  const std::uint32_t customer = waiting_.customer(index);
  const std::uint8_t currency = waiting_.currency(index);
  const WrittenDate date = waiting_.date(index);
  const ReadAs& as = file.counts.read_as;
  const auto leave = [&](LeftOut reason) {
    order_ids_.clear(index);
    orders_.left_out.add(file.counts.file, waiting_.line(index), reason, [&] { return std::string(customers_[customer]); });
  };
  if (!exchange_.takes(currency)) return leave(LeftOut::other_currency);
  if (date != day_.date) day_ = {date, date.day(as.date_order, as.date_numbers)};  // orders come by the day
  const auto day = day_.day;
  if (!day) return leave(LeftOut::impossible_date);
  bool rounded = false, unclear = false;
  const Extra& extra = extras_[index];
  const int digits = exchange_.minor_digits(currency);
  const auto minor = [&](const WrittenAmount& money) { return minor_under(as, file.mapping, money, digits, rounded, unclear); };
  const auto amount = amount_under(as, file, index, digits, rounded, unclear);
  const auto refund = file.extras ? minor(extra.refund) : Minor{0}, discount = file.extras ? minor(extra.discount) : Minor{0};
  if (unclear) return leave(LeftOut::unclear_amount);
  // No sum over any of the rows may leave 64 bits; only numbers that are no amounts come near.
  constexpr auto most_money = std::uint64_t{1} << 62;
  const auto size_of = [](const std::optional<Minor>& part) { return part ? static_cast<std::uint64_t>(std::abs(*part)) : most_money; };
  for (const auto& part : {amount, refund, discount}) {
    if (size_of(part) >= most_money - money_) return leave(LeftOut::unreadable_amount);
    money_ += size_of(part);
  }
  Minor own = *amount - std::abs(*discount);  // in the row's own currency
  if (file.mapping.refund_rows.value) own = -std::abs(own);
  const auto in_shown = exchange_.in_shown(currency, own), refund_in_shown = exchange_.in_shown(currency, -std::abs(*refund));
  if (!in_shown || !refund_in_shown) return leave(LeftOut::unreadable_amount);
  const Minor net = *in_shown;
  const std::uint64_t order_id = order_ids_[index];
  const Order order{customer, *day, net};
  if (files_.size() > 1 && is_duplicate(file.counts.file + 1, order_id, order)) return leave(LeftOut::duplicate);
  orders_.rounded += rounded;
  orders_.orders.push_back(order);
  if (costs_.size()) convert_cost(file, index, order);
  if (!kept_.empty()) note_traits(index, order);
  if (*refund_in_shown != 0) orders_.orders.push_back({customer, *day, *refund_in_shown});
  exchange_.count(currency, own - std::abs(*refund), net + *refund_in_shown);
  ++file.counts.rows_used;
  if (order_id && net >= 0 && file.mapping.item_rows && !item_orders_.insert(order_id).second) ++file.counts.line_items;
  // A refund names the order it belongs to; that is no repetition.
  const bool counts = net >= 0 && !file.mapping.item_rows;
  if (counts || !loose_items_.empty()) return;
  order_ids_.clear(index);
}

/// What "1,234" means cannot be known: a person is shown what the file comes to either way.
void OrderReader::sum_both_ways(File& file, std::size_t end) {
  ReadAs other = file.counts.read_as;
  other.decimal_mark = other.decimal_mark == ',' ? '.' : ',';
  bool rounded = false, unclear = false;
  const int digits = minor_digits(orders_.currency);
  const auto add = [&](const ReadAs& as, std::size_t row, Minor& sum) {
    const auto minor = amount_under(as, file, row, digits, rounded, unclear);
    Minor more;
    if (minor && !__builtin_add_overflow(sum, *minor, &more)) sum = more;
  };
  for (std::size_t i = file.first_waiting; i < end; ++i) {
    if (!exchange_.is_shown(waiting_.currency(i))) continue;  // two currencies are never added
    add(file.counts.read_as, i, file.counts.own_total);
    add(other, i, file.counts.other_total);
  }
}

/// Counts used rows whose order an earlier one names, too, and gives rows without amount to the order they name, if it was used; else they are left
/// out. A share of the orders at a time: there may be millions, and a share is sorted in little room.
void OrderReader::settle_order_ids() {
  constexpr std::size_t most_at_once = std::size_t{1} << 20;
  const std::size_t shares = std::bit_ceil(order_ids_.size() / most_at_once + 1);
  const auto share_of = [&](std::uint64_t id) { return static_cast<std::size_t>(id) & (shares - 1); };
  std::vector<std::uint64_t> ids;
  ids.reserve(order_ids_.size() / shares * 9 / 8);
  for (std::size_t share = 0; share < shares; ++share) {
    ids.clear();
    order_ids_.values().each_run([&](std::span<const std::uint64_t> run) {
      std::ranges::copy_if(run, std::back_inserter(ids), [&](std::uint64_t id) { return id != 0 && share_of(id) == share; });
    });
    sort_hashes(ids);
    for (LooseItem& item : loose_items_)
      if (share_of(item.order_id) == share) item.placed = std::ranges::binary_search(ids, item.order_id);
    orders_.shared_order_ids += std::ranges::unique(ids).size();
  }
  for (const LooseItem& item : loose_items_) {
    File& file = files_[item.file];
    if (item.placed) ++file.counts.line_items, ++file.counts.rows_used;
    else orders_.left_out.add(file.counts.file, item.line, LeftOut::no_amount, [] { return std::string(); });
  }
}

/// Gives back the memory of rows that were converted, but for the orders they name: those are settled at the end.
void OrderReader::release_before(std::size_t index) {
  waiting_.release_before(index);
  extras_.release_before(index);
  costs_.release_before(index);
  for (TraitNumbers& numbers : traits_) numbers.release_before(index);
}

Expected<Orders> OrderReader::finish() {
  TextDictionary& customers = customers_;
  const auto forget = [&] {
    std::destroy_at(this);
    std::construct_at(this, customers);
  };
  if (auto chosen = choose_currency(); !chosen) {
    forget();
    return std::unexpected(chosen.error());
  }
  for (std::size_t number = 0; number < files_.size(); ++number) {
    File& file = files_[number];
    file.counts.read_as.decide(file.mapping, orders_.currency);
    exchange_.begin(currencies_.found(), orders_.currency, file.mapping.rates);
    item_orders_.clear();
    day_ = {};
    const std::size_t end = number + 1 < files_.size() ? files_[number + 1].first_waiting : waiting_.size();
    if (file.counts.read_as.decimal_asked) sum_both_ways(file, end);
    if (file.columns.has(Role::cost)) settle_sign_of_costs(file, end);
    for (std::size_t i = file.first_waiting; i < end; ++i) {
      convert(file, i);
      if (i % release_each == 0) release_before(i);
    }
  }
  settle_order_ids();
  settle_costs();
  settle_traits();
  for (const File& file : files_) {
    orders_.files.push_back(file.counts);
    if (!file.mapping.item_rows) continue;
    orders_.shared_order_ids = 0;
    orders_.item_lines += file.counts.line_items;
  }
  orders_.left_out.sort();
  orders_.currencies = exchange_.currencies();
  orders_.converted = exchange_.rows();
  Orders result = std::move(orders_);
  forget();
  if (!result.orders.empty()) return result;
  const auto rows = std::int64_t(result.rows_read());
  return std::unexpected(rows == 0 ? Error{Code::header_only}
                                   : Error{Code::no_usable_rows, {{"rows", rows}, {"reason", std::string(name_of(result.left_out.commonest()))}}});
}

}  // namespace lifeworth
