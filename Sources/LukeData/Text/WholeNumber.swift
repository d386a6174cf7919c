/// A whole number in JSON.
///
/// Decoding an `Int` reports 0.5 as broken JSON; this says what is expected, and where.
struct WholeNumber: Decodable {
  let value: Int

  init(from decoder: any Decoder) throws {
    let number = try Self.number(decoder)
    guard let value = Int(exactly: number) else {
      let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "")
      throw DecodingError.typeMismatch(Int.self, context)
    }
    self.value = value
  }

  private static func number(_ decoder: any Decoder) throws -> Double {
    do {
      return try decoder.singleValueContainer().decode(Double.self)
    } catch DecodingError.typeMismatch(_, let context) {
      throw DecodingError.typeMismatch(Int.self, context)
    } catch DecodingError.valueNotFound(_, let context) {
      throw DecodingError.typeMismatch(Int.self, context)
    }
  }
}
