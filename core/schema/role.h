// What a table is about, and what its columns are for. One word for one thing in code, JSON, page and documents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lifeworth {

/// What one row of a table records.
enum class RecordKind : std::uint8_t {
  orders,         ///< a purchase, a payment, a refund
  customers,      ///< a customer with totals
  subscriptions,  ///< a contract from a start to an end
  responses,      ///< an answer to a survey
  contacts,       ///< a ticket, a call, a chat
  spend,          ///< money spent on finding customers
  events,         ///< something a customer did
  traffic         ///< new customers or visitors by day or channel
};
inline constexpr std::array<std::string_view, 8> kind_names = {"orders", "customers", "subscriptions", "responses", "contacts", "spend", "events", "traffic"};
/// Whether rows may be of a month or a week that is named instead of a day: "2025-01", "ene-25".
constexpr bool names_periods(RecordKind kind) { return kind == RecordKind::spend || kind == RecordKind::traffic; }
constexpr std::string_view name_of(RecordKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

enum class Role : std::uint8_t {
  customer, date, amount, order_id, currency,
  refund,       ///< money given back, on the order's own row
  discount,     ///< money to take off the amount
  quantity,     ///< how many pieces a row is of, where the amount is the price of one
  refunded_to,  ///< who got a refund, where the customer column names the shop on such rows
  cost, product, channel,
  end,          ///< when a contact was closed, a subscription ended
  score, comment, plan, topic, type, campaign, agent,
  record_id,    ///< the number of a response, ticket, subscription
  orders_count, new_customers, handle_seconds, reopened,
  interval,     ///< by what a subscription is billed: month, year
  country,      ///< of a customer
  referred_by,  ///< who recommended the shop to this customer, as customers are named
  interval_count,  ///< how many intervals a subscription is billed for at once: 3 of a month
  file,         ///< which of several files a record came in; no column
  segment       ///< a column with another name by whose words answers can be parted; there may be several, and nobody maps them
};
inline constexpr std::size_t role_count = 31;
inline constexpr std::array<std::string_view, role_count> role_names = {
    "customer", "date", "amount", "order_id", "currency", "refund", "discount", "quantity", "refunded_to", "cost", "product", "channel", "end",
    "score", "comment", "plan", "topic", "type", "campaign", "agent", "record_id", "orders_count", "new_customers", "handle_seconds", "reopened", "interval", "country", "referred_by", "interval_count", "file", "segment"};
constexpr std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }
constexpr auto all_roles() {
  std::array<Role, role_count> roles{};
  for (std::size_t i = 0; i < role_count; ++i) roles[i] = static_cast<Role>(i);
  return roles;
}

/// How the cells of a role are read.
enum class RoleType : std::uint8_t { name, date, money, number, word };
constexpr RoleType type_of(Role role) {
  switch (role) {
    case Role::date:
    case Role::end: return RoleType::date;
    case Role::amount:
    case Role::refund:
    case Role::discount:
    case Role::cost: return RoleType::money;
    case Role::quantity:
    case Role::score:
    case Role::orders_count:
    case Role::new_customers:
    case Role::handle_seconds:
    case Role::interval_count:
    case Role::reopened: return RoleType::number;
    case Role::customer:
    case Role::order_id:
    case Role::record_id:
    case Role::refunded_to: return RoleType::name;
    default: return RoleType::word;
  }
}

struct KindRole {
  Role role;
  bool required = false;
  bool telling = true;  ///< its column says something about what the table records; else only by its name
};
/// The roles of a kind of table, in the order a person is shown them; required ones first.
std::span<const KindRole> roles_of(RecordKind kind);
bool is_required(RecordKind kind, Role role);

}  // namespace lifeworth
