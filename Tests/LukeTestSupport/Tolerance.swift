/// How far two values may be apart: an absolute part and a part of the largest expected value.
public struct Tolerance: Decodable, Sendable {
  /// The difference that is always allowed.
  public let absolute: Float

  /// The further difference that is allowed, as a share of the tensor's largest absolute value.
  public let relativeToLargest: Float

  /// Allows `absolute`, and `relativeToLargest` of the largest absolute value expected.
  public init(absolute: Float = 0, relativeToLargest: Float = 0) {
    self.absolute = absolute
    self.relativeToLargest = relativeToLargest
  }

  /// Reads `absolute` and `relative`, either of which may be absent.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    absolute = try container.decodeIfPresent(Float.self, forKey: .absolute) ?? 0
    relativeToLargest = try container.decodeIfPresent(Float.self, forKey: .relativeToLargest) ?? 0
  }

  enum CodingKeys: String, CodingKey {
    case absolute
    case relativeToLargest = "relative"
  }

  /// The difference allowed where the largest absolute value expected is `largest`.
  public func limit(largest: Float) -> Float { absolute + relativeToLargest * largest }
}
