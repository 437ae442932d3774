// Names people and programs give their columns, in English and Spanish, and how strongly each speaks for or against a role.
#pragma once

#include <cstdint>
#include <string_view>

#include "schema/role.h"

namespace lifeworth {

/// −1 … 1.2: how strongly a header's words speak for a role (negative: against).
double header_score(Role role, std::string_view header);

/// 1 where a header tells that its table is of this kind; orders are what tables are unless something tells otherwise.
double kind_score(RecordKind kind, std::string_view header);

/// What the money of a column is for, as far as its name tells: "Unit price", "Precio unitario"; "Price"; "Total", "Importe".
enum class PriceOf : std::uint8_t { piece, unclear, row };
PriceOf price_of(std::string_view header);

/// Whether a name says that its money is a sum, "Total cost", and not of one piece.
bool names_a_sum(std::string_view header);
/// Whether it says that its money is of one piece: "Unit cost", "Coste unitario".
bool names_a_piece(std::string_view header);

/// Whether the costs of a column are fees, of a payment service for instance: what was sold cost more than that.
bool names_fees(std::string_view header);

/// Whether channels of a column of this name are places where orders are placed ("Sales channel", "Source name": web, till), not ways to find customers.
bool names_place_of_sale(std::string_view header);

/// Whether the money of a column of this name came in ("Revenue", "Ventas"): nobody spent it.
bool is_income(std::string_view header);

/// Whether a column of this name can make an order worth less or nothing: refunded amounts, payment status, cancellation.
bool changes_value(std::string_view header);

}  // namespace lifeworth
