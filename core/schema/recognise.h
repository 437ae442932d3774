// First rows → a guess which column is the customer, the date, the amount …, each with its reasons. Names are evidence and
// values are evidence; a name alone never outvotes values that cannot be what it says.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "schema/mapping.h"

namespace lifeworth {

/// The beginning of a table: header (or made-up names) and sample rows, as text.
struct Sample {
  std::vector<std::string> header;
  std::vector<std::string> labels;  ///< more about the columns; may be empty
  std::vector<std::vector<std::string>> rows;
};

/// Facts about one column of a sample, each a share of its cells that are not empty.
struct ColumnProfile {
  std::size_t cells = 0;     ///< not empty
  double dates = 0, amounts = 0, decimals = 0, emails = 0, currencies = 0;
  double number_dates = 0;   ///< numbers that can be dates: 45382, 1711843200
  double numbers = 0;        ///< begins with a number: 10, 10 - Extremely likely, 7.00 / 10
  double distinct = 0;       ///< distinct values ÷ cells
  double pages = 0;          ///< addresses of pages
  double periods = 0;        ///< days, months or weeks by name
  double answers = 0;        ///< words people answer with: Very satisfied, Promoter, ★★★
  double points = 0;         ///< whole numbers from 0 to 10
};
ColumnProfile profile_of(const Sample& sample, std::size_t column);

/// What the file is and which column is what. A format that knows the columns decides; what it leaves open, names and values do.
Mapping guess_mapping(const Sample& sample, const std::vector<Format>& formats);

/// The same under what a person said: this kind of table, and this format (by name; "" = none).
Mapping guess_mapping_as(const Sample& sample, RecordKind kind, const Format* format);

}  // namespace lifeworth
