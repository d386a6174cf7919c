/// A setting that has a value it cannot have.
public struct SettingsFault: Hashable, Sendable {
  /// The setting's key in a recipe.
  public var key: String
  /// What values it can have.
  public var message: String

  /// Creates a fault.
  public init(key: String, message: String) {
    self.key = key
    self.message = message
  }

  /// The fault of a number outside its range, if it is.
  static func check(
    _ key: String, _ value: Int, from least: Int, to most: Int? = nil, because reason: String = ""
  ) -> [SettingsFault] {
    let remark = reason.isEmpty ? "" : " (\(reason))"
    if value < least {
      return [SettingsFault(key: key, message: "must be at least \(least), not \(value)\(remark)")]
    }
    if let most, value > most {
      return [SettingsFault(key: key, message: "must be at most \(most), not \(value)\(remark)")]
    }
    return []
  }
}
