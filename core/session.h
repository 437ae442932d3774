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

  // A large file may be read by two sessions at once, with the same outcome as by one. The second peeks and maps as the first does, is shown bytes from
  // the middle of the file, pushes what follows the row that it found there, and hands over all it read; the first pushes the bytes up to that row
  // and joins the rest to its own.

  /// Instead of the first push: bytes from the middle of the file, 64 KiB at least or up to its end, of which none is read yet.
  std::string begin_part(std::string_view bytes);
  /// After the last push of the part: bytes for `join_part`, which hold until the next call; none where there is no part.
  std::string_view finish_part();
  /// After the push of exactly the bytes before the part. Where it says false nothing has changed, and the rest must be pushed here.
  std::string join_part(std::string_view part);

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
