// What a column is for. One word for one thing in code, JSON, page and documents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lifeworth {

enum class Role : std::uint8_t { customer, date, amount, order_id, currency };

inline constexpr std::array roles = {Role::customer, Role::date, Role::amount, Role::order_id, Role::currency};
inline constexpr std::array<std::string_view, 5> role_names = {"customer", "date", "amount", "order_id", "currency"};

constexpr std::string_view name_of(Role role) { return role_names[static_cast<std::size_t>(role)]; }
constexpr bool is_required(Role role) { return role <= Role::amount; }

}  // namespace lifeworth
