/// What became of the mentions in what a model reads.
public struct MentionTally: Hashable, Sendable {
  /// Mentions that were found.
  public var found = 0
  /// Those whose title the model knows, fed as entities.
  public var linked = 0
  /// Those it knows that are beyond the most entities of a pass.
  public var excess = 0
  /// Passes, and those with entities.
  public var passes = 0, passesWithEntities = 0

  /// Nothing found.
  public init() {}

  /// Takes what became of others.
  public mutating func append(_ other: MentionTally) {
    found += other.found
    linked += other.linked
    excess += other.excess
    passes += other.passes
    passesWithEntities += other.passesWithEntities
  }

  /// What to say of them: how many are linked, why the others are not, and how many passes have any.
  var note: String {
    let tenths = found == 0 ? 0 : (1000 * linked + found / 2) / found
    let share = found == 0 ? "" : " (\(tenths / 10).\(tenths % 10) %)"
    let unknown = found - linked - excess
    var parts = [
      "\(counted(found, "mention")) found in what is read, \(linked) linked\(share), entities in "
        + "\(passesWithEntities) of \(counted(passes, "pass", plural: "passes"))"
    ]
    if unknown > 0 {
      parts.append("\(unknown) \(unknown == 1 ? "names" : "name") no entity that the model has")
    }
    if excess > 0 {
      parts.append("\(excess) left out beyond task.entities.max_entities")
    }
    return parts.joined(separator: "; ")
  }
}
