// Tables that hold orders, but not one a row: one column a month, lists of orders inside the rows, columns that only blanks part. Each is told by a sentence
// that names it; read as rows they would give numbers that look right.
#pragma once

#include <optional>

#include "schema/file_reader.h"
#include "schema/mapping.h"

namespace lifeworth {

/// Nothing where the rows may be what the mapping takes them for, or a person has said which column has the dates.
std::optional<Sentence> wrong_shape(const Reading& reading, const Mapping& mapping);

/// Whether a column's name is a time: "Jan", "enero de 2024", "2024-01", "Q1 24", "2023", "01/31/2024".
bool is_period(std::string_view name);

}  // namespace lifeworth
