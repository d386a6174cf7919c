/// Something in a dump that could not be read as it should, and where.
package struct DumpDamage: Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// The dump ends in the middle; nothing follows.
    case endsEarly
    /// A page is no sound XML and was left out.
    case brokenPage
    /// What follows a page is no sound XML; the next page is read.
    case brokenMarkup
    /// Bytes of a page are no text; they became U+FFFD, and the page was read.
    case repaired
  }

  package var kind: Kind
  /// The title of the page that is concerned, or of the last one before; empty if there is none.
  package var title: String
  /// The place in the decompressed dump, in bytes.
  package var offset: Int
  /// What was found.
  package var reason: String

  /// The kind, the reason, the place and the title, in one line.
  package var description: String {
    let page = title.isEmpty ? "the first page" : "page \"\(title)\""
    return switch kind {
    case .endsEarly: "ends early, at byte \(offset), in or after \(page): \(reason)"
    case .brokenPage: "\(page) at byte \(offset) was left out: \(reason)"
    case .brokenMarkup: "after \(page), at byte \(offset): \(reason)"
    case .repaired: "\(page) at byte \(offset): \(reason)"
    }
  }
}
