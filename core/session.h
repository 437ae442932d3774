// The front door of the core, and the only header the bindings include. Text in, JSON out; core/README.md documents every request
// and result. A session reads one table (of one or several files) and answers questions about it:
//
//   peek(first bytes) → map(corrections) → push(bytes)* → [peek, map, push* for a further file] → finish() → compute(request)*
//
// Every method returns a JSON object; {"error": …} when it could not do what was asked. Nothing is thrown.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace lifeworth {

class Session {
 public:
  Session();
  ~Session();

  /// Looks at the beginning of a file (a MiB is plenty) and guesses how to read it. `whole_file`: these bytes are all there is.
  std::string peek(std::string_view first_bytes, bool whole_file);

  /// Corrects the reading of the file just peeked at; answers like peek.
  std::string map(std::string_view change_json);

  /// The next bytes of the file, from its very beginning, in chunks of any size.
  std::string push(std::string_view bytes);

  /// A format of a person's own (core/README.md): files peeked at from now on may be recognised as it.
  std::string add_format(std::string_view format_json);

  /// After the last file: orders, customers, and an account of every row.
  std::string finish();

  /// A metric, a model, or a piece of a table. Needs finish() first (except "sample" and "sentences").
  std::string compute(std::string_view request_json);

 private:
  void begin_anew();

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lifeworth
