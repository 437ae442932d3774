#include "schema/role.h"

#include <algorithm>

namespace lifeworth {

std::span<const KindRole> roles_of(RecordKind kind) {
  using enum Role;
  static constexpr KindRole orders[] = {{customer, true}, {date, true}, {amount, true}, {quantity}, {order_id}, {currency}, {refund}, {discount}, {refunded_to}, {channel}, {product},
                                          {cost}, {country, false, false}, {plan}, {agent, false, false}, {referred_by, false, false}};
  static constexpr KindRole customers[] = {{customer, true}, {amount, true}, {orders_count}, {date}, {currency}, {refund}, {referred_by, false, false}};
  static constexpr KindRole subscriptions[] = {{customer, true}, {date, true}, {end}, {amount}, {currency}, {plan}, {interval, false, false}, {interval_count, false, false}, {record_id}};
  static constexpr KindRole responses[] = {{date, true}, {score, true}, {customer}, {comment}, {channel}, {type, false, false}, {topic, false, false}, {product, false, false},
                                          {agent, false, false}, {plan, false, false}, {record_id}};
  static constexpr KindRole contacts[] = {{date, true}, {customer}, {end}, {channel}, {topic}, {agent}, {score}, {handle_seconds}, {reopened}, {record_id}};
  static constexpr KindRole spend[] = {{date, true}, {amount, true}, {end}, {currency}, {channel}, {campaign}, {new_customers}};
  static constexpr KindRole events[] = {{date, true}, {customer}, {type}, {referred_by, false, false}};
  static constexpr KindRole traffic[] = {{new_customers, true}, {channel}, {date}};
  switch (kind) {
    case RecordKind::orders: return orders;
    case RecordKind::customers: return customers;
    case RecordKind::subscriptions: return subscriptions;
    case RecordKind::responses: return responses;
    case RecordKind::contacts: return contacts;
    case RecordKind::spend: return spend;
    case RecordKind::events: return events;
    case RecordKind::traffic: return traffic;
  }
  return {};
}

bool is_required(RecordKind kind, Role role) {
  return std::ranges::any_of(roles_of(kind), [role](const KindRole& own) { return own.role == role && own.required; });
}

}  // namespace lifeworth
