// What a calculator is: typed inputs → outputs by a pure function, described so that levers, solving, ranges and the page can work on any of
// them. Values are doubles inside; the types of quantities.h are put on where a value is read or written, so that a unit
// is stated once, at the declaration of an input or output.
#pragma once

#include <array>
#include <bit>
#include <limits>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/random.h"
#include "base/sentence.h"
#include "scenarios/quantities.h"

namespace lifeworth {

/// Limits that hold for any sensible business and keep every result a finite number.
inline constexpr double most_money = 1e12, most_things = 1e9;

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
inline constexpr double never = std::numeric_limits<double>::infinity();

struct InputAbout {
  std::string_view name;
  double standard;          ///< what the page begins with: an example; money in major units. NaN: left empty
  double lowest, highest;   ///< inclusive; money in major units
  std::string_view measured = {};  ///< the quantity of a file that can stand here (results/measured.h, measured_beside.h)
  std::string_view group = {};     ///< inputs beyond the first few are folded under a name
  std::span<const std::string_view> words = {};  ///< of a Word
  bool optional = false;    ///< may stay empty
  bool counted = false;     ///< a count of what happened, not an assumption: no lever, no range of its own
  Unit unit = Unit::ratio;  ///< set by the typed declaration
};

/// `place` is the input's position in the calculator's list.
template <class Quantity>
struct Input {
  int place;
  InputAbout about;
  constexpr InputAbout described() const {
    InputAbout all = about;
    all.unit = unit_of<Quantity>;
    return all;
  }
};

struct OutputAbout {
  std::string_view name;
  std::string_view variant = {};  ///< outputs of one name with several variants are read side by side
  Unit unit = Unit::ratio;
};

template <class Quantity>
struct Output {
  int place;
  std::string_view name, variant = {};
  constexpr OutputAbout described() const { return {name, variant, unit_of<Quantity>}; }
};

/// Described inputs or outputs as one list; does not compile when a place is not the position.
template <class First, class... More>
consteval auto listed(const First& first, const More&... more) {
  int at = 0;
  const bool in_order = first.place == at++ && ((more.place == at++) && ...);
  return std::pair{std::array{first.described(), more.described()...}, in_order};
}

/// The inputs of one scenario; money in minor units.
class Values {
 public:
  explicit Values(std::span<const double> values) : values_(values) {}
  template <class Quantity>
  Quantity operator[](const Input<Quantity>& input) const {
    return {values_[static_cast<std::size_t>(input.place)]};
  }

 private:
  std::span<const double> values_;
};

/// Where a calculator writes; NaN (`unknown`) until written, infinity for `never`.
class Outcome {
 public:
  explicit Outcome(std::span<double> values) : values_(values) {}
  /// A place to write to; what is written must carry the unit it was declared with.
  template <class Quantity>
  void set(const Output<Quantity>& output, Quantity quantity) {
    static_assert(sizeof(Quantity) == sizeof(double));
    values_[static_cast<std::size_t>(output.place)] = std::bit_cast<double>(quantity);
  }
  template <class Quantity>
  double operator[](const Output<Quantity>& output) const {
    return values_[static_cast<std::size_t>(output.place)];
  }

 private:
  std::span<double> values_;
};

/// An input that makes the scenario impossible, and the sentence that stands at its field.
struct Problem {
  int place;
  Code code;
};
using Problems = std::vector<Problem>;

/// A plain number without a period: multiples, ratios.
struct Ratio {
  double value;
};
/// NPS, −100 … 100.
struct Points {
  double value;
};
template <>
inline constexpr Unit unit_of<Points> = Unit::points;

struct Series {
  std::string_view name;
  std::vector<std::pair<double, double>> points;  ///< y NaN: not known there
  bool observed = false;  ///< what was counted, to be shown as dots beside lines that were computed
};

/// What a picture shows. Bars have words along x (`words`, x is their place).
struct Chart {
  enum class Form : std::uint8_t { lines, bars, stacked } form;
  std::string_view name;
  std::string_view x;  ///< an input's name, or a word such as "year"
  Unit x_unit, y_unit;
  std::vector<Series> series;
  std::vector<std::string_view> words = {};
  struct Guide {
    std::string_view name;
    bool vertical;  ///< at an x, else at a y
    double at;
  };
  std::vector<Guide> guides = {};
};

struct Preset {
  std::string_view name;
  std::span<const std::pair<int, double>> values;  ///< place and value (money in major units); the rest is standard
};

struct Calculator {
  std::string_view name;
  std::span<const InputAbout> inputs;
  std::span<const OutputAbout> outputs;            ///< the first is the one people came for
  std::span<const std::string_view> formulas;      ///< {name} of an input, {name} or {name_variant} of an output
  void (*check)(const Values&, Problems&);         ///< what lies within the limits and is impossible all the same
  void (*evaluate)(const Values&, Outcome&);       ///< only what `check` has nothing against
  /// The sentence that says what the numbers mean; its places are names of inputs and outputs.
  Code (*meaning)(const Values&, const Outcome&);
  void (*notes)(const Values&, const Outcome&, std::vector<Code>&);
  std::vector<Chart> (*charts)(const Values&);
  std::span<const Preset> presets = {};
  /// Numbers behind the inputs that are costly to have (a fit): made once from a scenario's inputs by `prepare`, and drawn anew for each run
  /// of a simulation by `redraw`, which is how their own uncertainty enters.
  int behind = 0;
  bool (*prepare)(std::span<const double> inputs, std::span<double> behind) = nullptr;  ///< false: the inputs do not settle them
  void (*redraw)(std::span<const double> prepared, Random&, std::span<double> behind) = nullptr;
};

/// All calculators, in the order of the page.
std::span<const Calculator> calculators();
/// Nothing when there is none of that name.
const Calculator* calculator_named(std::string_view name);

}  // namespace lifeworth
