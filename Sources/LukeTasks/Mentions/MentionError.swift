public import LukeSystem

/// Why mentions cannot be linked.
public enum MentionError: UserError, Hashable {
  /// There is no dictionary at the path.
  case missing(String)
  /// The model tells the languages of its entities apart, and nobody says which one the dictionary has.
  case noLanguage(String)
  /// The dictionary is not the one that the recipe was made with.
  case changed(String, found: String, wanted: String)
  /// The model has no entities, and why.
  case noEntities(String)

  /// Whose fault it is.
  public var kind: UserErrorKind {
    switch self {
    case .missing: .missingInput
    case .noLanguage, .changed, .noEntities: .usage
    }
  }

  /// The message for the user.
  public var description: String {
    switch self {
    case .missing(let file):
      "task.entities.dictionary: \(file): no such file; --set task.entities.dictionary=FILE says where the "
        + "mention dictionary is, and --set task.entities=null answers without entities"
    case .noLanguage(let file):
      "task.entities.language: the model has entities of several languages, and \(file) does not say of which "
        + "its titles are; name it"
    case .changed(let file, let found, let wanted):
      "task.entities.crc32: \(file) has the CRC-32 \(found), not \(wanted): it is another dictionary than the "
        + "recipe was made with; put that one back, or leave crc32 out"
    case .noEntities(let reason): "task.entities: \(reason)"
    }
  }
}

extension MentionSettings {
  /// The CRC-32 of the dictionary.
  package func digest() throws -> UInt32 {
    guard RealPath.of(dictionary) != nil else { throw MentionError.missing(dictionary) }
    return try FileDigest(file: dictionary).checksum
  }

  /// The settings with the checksum of the dictionary noted.
  /// - Throws: ``MentionError`` where it is not there, or another one is noted already.
  package func noted() throws -> MentionSettings {
    let found = Checksum.digits(try digest())
    if let checksum, checksum != found {
      throw MentionError.changed(dictionary, found: found, wanted: checksum)
    }
    var noted = self
    noted.checksum = found
    return noted
  }
}
