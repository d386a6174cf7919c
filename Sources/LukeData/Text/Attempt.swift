/// A part of a record of JSON that may be wrong without the rest being so.
struct Attempt<Value: Decodable>: Decodable {
  private let result: Result<Value, DecodingError>

  /// Reads the part; what is wrong with it is thrown by `get()`.
  init(from decoder: any Decoder) throws {
    try self.init { try Value(from: decoder) }
  }

  /// Takes a part that is made of several keys.
  init(_ read: () throws -> Value) rethrows {
    do { result = .success(try read()) } catch let error as DecodingError {
      result = .failure(error)
    }
  }

  /// The part.
  func get() throws(JSONText.Fault) -> Value {
    do { return try result.get() } catch { throw JSONText.Fault(error) }
  }
}

extension Optional {
  /// The part of a record that must have it under a key.
  func get<Value>(_ key: String) throws(JSONText.Fault) -> Value where Wrapped == Attempt<Value> {
    guard let self else { throw JSONText.Fault(message: "key \"\(key)\" is missing") }
    return try self.get()
  }
}
