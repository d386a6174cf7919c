import LukeKernels
import Testing

struct LevelTests {
  @Test func theBestLevelIsInUse() {
    #expect(String(cString: luke_kernel_level()) == levels.first)
  }

  @Test func tablesKnowTheirLevel() throws {
    for level in levels {
      let name = String(cString: try kernels(level).level)
      #expect(name == level)
    }
    #expect(luke_kernel_table("x86-64-v9") == nil)
  }

  /// The public functions reach the kernels of the level in use: same bits on every one.
  @Test func publicFunctionsAreThoseOfTheLevel() throws {
    let kernels = try kernels(levels[0])
    var numbers = Numbers(seed: 1)
    let a = numbers.uniform(74)
    let b = numbers.uniform(74)
    func expectSame(
      _ mine: (UnsafeMutablePointer<Float>) -> Void,
      _ theirs: (UnsafeMutablePointer<Float>) -> Void,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let results = (changed(a, by: mine).bits, changed(a, by: theirs).bits)
      #expect(results.0 == results.1, sourceLocation: sourceLocation)
      #expect(results.0 != a.bits, sourceLocation: sourceLocation)
    }
    expectSame({ luke_add($0, a, b, 74) }, { kernels.add($0, a, b, 74) })
    expectSame({ luke_accumulate($0, b, 2, 74) }, { kernels.accumulate($0, b, 2, 74) })
    expectSame({ luke_scale($0, b, 2, 74) }, { kernels.scale($0, b, 2, 74) })
    expectSame({ luke_add_bias($0, b, 2, 37) }, { kernels.add_bias($0, b, 2, 37) })
    expectSame(
      { luke_add_column_sums($0, b, 2, 37) }, { kernels.add_column_sums($0, b, 2, 37) })
    expectSame({ luke_tanh_forward($0, b, 74) }, { kernels.tanh_forward($0, b, 74) })
    expectSame({ luke_tanh_backward($0, a, b, 74) }, { kernels.tanh_backward($0, a, b, 74) })
    expectSame(
      { luke_bias_gelu_forward($0 + 37, $0, b, 1, 37) },
      { kernels.bias_gelu_forward($0 + 37, $0, b, 1, 37) })
    expectSame({ luke_gelu_backward($0, a, b, 74) }, { kernels.gelu_backward($0, a, b, 74) })
    expectSame({ luke_dropout($0, b, 74, 1, 2, 0.5) }, { kernels.dropout($0, b, 74, 1, 2, 0.5) })
    expectSame(
      { luke_row_dots($0, a, 37, b, 37, 2, 37) }, { kernels.row_dots($0, a, 37, b, 37, 2, 37) })
    expectSame(
      { luke_softmax_forward($0, $0 + 72, 2, 30, 36, 0.5) },
      { kernels.softmax_forward($0, $0 + 72, 2, 30, 36, 0.5) })
    expectSame(
      { luke_softmax_again($0, b, 2, 30, 36, 0.5) },
      { kernels.softmax_again($0, b, 2, 30, 36, 0.5) })
    expectSame(
      { luke_softmax_backward($0, a, b, 2, 37, 37, 0.5) },
      { kernels.softmax_backward($0, a, b, 2, 37, 37, 0.5) })
    #expect(luke_log_sum_exp(b, 37) == kernels.log_sum_exp(b, 37))
    expectSame(
      { luke_cross_entropy_backward($0, a, b, [1, 2], 1, 2, 37, 0.5) },
      { kernels.cross_entropy_backward($0, a, b, [1, 2], 1, 2, 37, 0.5) })
    expectSame(
      { luke_layer_norm_forward($0, $0 + 37, $0 + 36, b, b, b, b, 1, 36, 1e-5, 3, 4, 0.5) },
      { kernels.layer_norm_forward($0, $0 + 37, $0 + 36, b, b, b, b, 1, 36, 1e-5, 3, 4, 0.5) })
    expectSame(
      { luke_layer_norm_backward($0, b, b, b, b, $0 + 18, $0 + 36, 1, 18) },
      { kernels.layer_norm_backward($0, b, b, b, b, $0 + 18, $0 + 36, 1, 18) })
    let squares = b.map { $0 * $0 }
    let (step, rates) = (luke_adamw_step(0.1, 0.1, 0.5, 0.6), luke_adamw_rates(0.9, 0.99, 1e-8))
    expectSame(
      { v in
        var m = b, s = squares
        luke_adamw(v, b, &m, &s, 74, step, rates, 2)
        luke_adamw_idle(v, &m, &s, 74, [step, step], 2, rates)
      },
      { v in
        var m = b, s = squares
        kernels.adamw(v, b, &m, &s, 74, step, rates, 2)
        kernels.adamw_idle(v, &m, &s, 74, [step, step], 2, rates)
      })
    #expect(luke_sum_of_squares(b, 74) == kernels.sum_of_squares(b, 74))
  }
}
