// The climber, on functions whose maxima are known.
#include "models/newton.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

using namespace lifeworth;

namespace {

/// −100 (y − x²)² − (1 − x)²: Rosenbrock's valley upside down, maximum 0 at (1, 1).
Slope<2> rosenbrock(const Vector<2>& at) {
  const double x = at[0], y = at[1], bend = y - x * x;
  return {-100 * bend * bend - (1 - x) * (1 - x),
          {400 * x * bend + 2 * (1 - x), -200 * bend},
          {{{400 * bend - 800 * x * x - 2, 400 * x}, {400 * x, -200}}}};
}

}  // namespace

TEST_CASE("the climber finds the top of Rosenbrock's valley from both sides", "[correctness]") {
  // Rosenbrock 1960, "An automatic method for finding the greatest or least value of a function"; his start is (−1.2, 1).
  for (const Vector<2>& start : {Vector<2>{-1.2, 1}, Vector<2>{3, -2}, Vector<2>{0, 0}}) {
    const auto top = maximise<2>(rosenbrock, start);
    REQUIRE(top);
    CHECK(std::abs(top->log_theta[0] - 1) < 1e-6);
    CHECK(std::abs(top->log_theta[1] - 1) < 1e-6);
    // Inverse of the negative Hessian at the top, [[802, −400], [−400, 200]]: [[½, 1], [1, 2.005]].
    CHECK(std::abs(top->covariance[0][0] - 0.5) < 1e-5);
    CHECK(std::abs(top->covariance[0][1] - 1) < 1e-5);
    CHECK(std::abs(top->covariance[1][1] - 2.005) < 1e-5);
  }
}

TEST_CASE("the climber does not take a saddle for a top", "[consistency]") {
  // −(x² − 1)² − y²: tops at (±1, 0), a saddle with zero gradient at (0, 0).
  const auto two_tops = [](const Vector<2>& at) -> Slope<2> {
    const double x = at[0], y = at[1];
    return {-(x * x - 1) * (x * x - 1) - y * y, {-4 * x * (x * x - 1), -2 * y}, {{{-12 * x * x + 4, 0}, {0, -2}}}};
  };
  CHECK_FALSE(maximise<2>(two_tops, {0, 0.5}));
  const auto top = maximise<2>(two_tops, {1e-6, 0.5});
  REQUIRE(top);
  CHECK(std::abs(top->log_theta[0] - 1) < 1e-7);
}

TEST_CASE("the climber comes back with nothing from a slope that never ends, a flat roof and a pole", "[input]") {
  const auto endless = [](const Vector<2>& at) -> Slope<2> {
    return {-std::exp(-at[0]) - at[1] * at[1], {std::exp(-at[0]), -2 * at[1]}, {{{-std::exp(-at[0]), 0}, {0, -2}}}};
  };
  const auto roof = [](const Vector<2>& at) -> Slope<2> { return {-at[1] * at[1], {0, -2 * at[1]}, {{{0, 0}, {0, -2}}}}; };
  const auto pole = [](const Vector<2>&) -> Slope<2> { return {std::nan(""), {}, {}}; };
  CHECK_FALSE(maximise<2>(endless, {0, 1}));
  CHECK_FALSE(maximise<2>(roof, {0, 1}));
  CHECK_FALSE(maximise<2>(pole, {0, 1}));
}

TEST_CASE("the inverse of a positive definite matrix times the matrix is one, and others have none", "[consistency]") {
  const Matrix<3> m = {{{4, 2, 0.5}, {2, 5, -1}, {0.5, -1, 3}}};
  const auto inverted = inverse(m);
  REQUIRE(inverted);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) {
      double product = 0;
      for (std::size_t k = 0; k < 3; ++k) product += m[i][k] * (*inverted)[k][j];
      CHECK(std::abs(product - (i == j)) < 1e-14);
    }
  CHECK_FALSE(inverse<2>({{{1, 2}, {2, 1}}}));
  CHECK_FALSE(inverse<2>({{{1, 1}, {1, 1}}}));
  CHECK_FALSE(inverse<2>({{{std::nan(""), 0}, {0, 1}}}));
}
