// What kinds of cells the first rows of a file have, and whether one of them is a header: names where the rows below have dates, numbers or e-mails.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lifeworth {

enum class CellKind : std::uint8_t { empty, text, number, date, email };

/// A cell of a row without blanks around it; empty where the row ends before it.
std::string_view cell_at(const std::vector<std::string>& row, std::size_t column);

bool is_email(std::string_view text);

/// A date in any accepted form that is a day under some order. A number alone may as well be an amount or an id.
bool is_date(std::string_view text);

/// What a cell says by itself. What stands for a missing value ("--", "n/a", "(not set)") is empty.
CellKind kind_of(std::string_view cell);

/// Kinds of the cells of rows, found once and asked for many times.
using Kinds = std::vector<std::vector<CellKind>>;
Kinds kinds_of(std::span<const std::vector<std::string>> rows);

/// The kind of at least four fifths of a column's filled cells in these rows; text where they differ, empty where there are none.
CellKind column_kind(std::span<const std::vector<CellKind>> rows, std::size_t column);

/// Columns that speak for a header in the first of these rows, less those that speak against it.
int header_evidence(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds);

/// Cells of a row that are called exactly as columns of orders are.
int known_names(const std::vector<std::string>& row);

/// Whether the first row is a header.
bool first_row_is_header(std::span<const std::vector<std::string>> rows);
bool first_row_is_header(std::span<const std::vector<std::string>> rows, std::span<const std::vector<CellKind>> kinds);

}  // namespace lifeworth
