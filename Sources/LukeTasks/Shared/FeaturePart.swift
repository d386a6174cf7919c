import LukeAutodiff

/// What some examples became, to be put together with what others did.
protocol FeaturePart: Sendable {
  /// What no example became.
  init()
  /// Takes what the examples after these became.
  mutating func append(_ more: Self)
}

extension FeaturePart {
  /// What `count` examples became; all threads take part, each with `chunk` of them at a time.
  static func gathered(
    over count: Int, chunk: Int,
    _ take: @Sendable (_ examples: Range<Int>, _ part: inout Self) -> Void
  ) -> Self {
    WorkerPool.shared.map(over: count, chunk: chunk) { examples in
      var part = Self()
      take(examples, &part)
      return part
    }.reduce(into: Self()) { $0.append($1) }
  }
}
