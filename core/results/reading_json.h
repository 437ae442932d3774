// How a file is read and what was read from it → the JSON of core/README.md, "Reading" and "Summary".
#pragma once

#include <optional>
#include <string>

#include "customers/transaction_log.h"
#include "schema/file_reader.h"
#include "schema/orders.h"
#include "schema/records.h"

namespace lifeworth {

/// Roles that must be mapped and are not, as sentences.
std::vector<Sentence> missing_columns(const Reading& reading, const Mapping& mapping);

std::string reading_json(const Reading& reading, const Mapping& mapping);

/// What a session knows of one of its files.
struct FileFacts {
  RecordKind kind = RecordKind::orders;
  std::string format, note;
  LineAccount lines;
  std::uint64_t repaired_bytes = 0, dropped_bytes = 0;
  std::string better_encoding;  ///< that fits the whole file better than the one it was read in; "" = none does
  bool contract = false;        ///< by its format its orders are payments of contracts
  std::string title;            ///< of its format, for a person; "" = none is known
  bool sales_channel = false;   ///< its channels are where orders were placed, not how customers were found
  std::string referred_by_column = {};  ///< what the column of who recommended is called; "" where there is none
  std::string score_column = {};  ///< what the column of scores is called, or its question; "" where there is none
};

/// Answers of several files on one scale, as if one file had brought them all. Its number follows those of the files.
struct JoinedAnswers {
  Records records;                   ///< Role::file tells the parts apart, by their number from 1
  std::vector<std::uint32_t> files;
  std::string question;              ///< of all of them
};

/// All that was read.
struct Loaded {
  std::vector<FileFacts> files;
  Orders orders;  ///< empty where no file has orders
  TransactionLog log;
  std::optional<TransactionLog> costs;  ///< what was sold cost, by customer and day; nothing where no column says so
  std::vector<Records> records;  ///< one a file that has no orders
  int digits;     ///< decimals of the orders' currency
  std::vector<JoinedAnswers> joined = {};  ///< of scales that two files and more have in common
};
std::string summary_json(const Loaded& loaded, const TextDictionary& customers);

std::string left_out_json(const Loaded& loaded);

}  // namespace lifeworth
