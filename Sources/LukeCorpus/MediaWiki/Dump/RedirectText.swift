/// Redirects as pages write them, for dumps that do not name their targets.
enum RedirectText {
  /// The words that make a page a redirect, in lower case, in the languages of Wikipedia.
  private static let words: Set<String> = [
    "redirect", "weiterleitung", "redirection", "redirección", "redireccion", "rinvia", "rinvio",
    "redirecionamento", "doorverwijzing", "patrz", "przekieruj", "tam", "omdirigering", "omdiriger",
    "viderestilling", "ohjaus", "uudelleenohjaus", "átirányítás", "přesměruj", "presmeruj",
    "redirecteaza", "yönlendirme", "yönlendir", "alih", "lencong", "đổi", "nuotrauka", "adkas",
    "athsheoladh", "ail-cyfeirio", "ailgyfeirio", "birzuzendu", "alidirektu", "alidirekti", "suuna",
    "tilvísun", "peradresuoti", "peradresavimas", "pāradresācija", "preusmjeri", "preusmeri",
    "preusmeritev", "ridrejtoje", "перенаправление", "перенапр", "перенаправлення",
    "перанакіраваньне", "пренасочване", "виж", "пренасочување", "преусмери", "айдау", "юнәлтү",
    "ανακατευθυνση", "ανακατεύθυνση", "վերահղում", "გადამისამართება", "הפניה", "ווייטערפירן",
    "تحويل", "تغییر_مسیر", "تغییرمسیر", "رجوع_مکرر", "अनुप्रेषित", "पुनर्प्रेषित", "पुनर्निर्देशन",
    "পুনর্নির্দেশ", "வழிமாற்று", "దారిమార్పు", "തിരിച്ചുവിടുക", "เปลี่ยนทาง", "ប្តូរទីតាំងទៅ",
    "넘겨주기", "転送", "リダイレクト", "重定向",
  ]

  /// The title that a page leads to, without the section; nil if the page is no redirect.
  static func target(of wikitext: [UInt8]) -> String? {
    var text = wikitext.prefix(2048)[...]
    text = text.drop { $0.isBlank || $0 == .newline }
    guard text.first == UInt8(ascii: "#") else { return nil }
    let word = text.dropFirst().prefix { byte in
      !byte.isBlank && byte != UInt8(ascii: ":") && byte != UInt8(ascii: "[") && byte != .newline
    }
    guard words.contains(String(decoding: word, as: UTF8.self).lowercased()) else { return nil }
    text = text[word.endIndex...].drop {
      $0.isBlank || $0 == .newline || $0 == UInt8(ascii: ":")
    }
    guard text.starts(with: "[[".utf8) else { return nil }
    let title = text.dropFirst(2).prefix { byte in
      byte != UInt8(ascii: "]") && byte != UInt8(ascii: "|") && byte != UInt8(ascii: "#")
        && byte != .newline
    }
    let trimmed = String(decoding: title, as: UTF8.self)
      .split { $0 == " " || $0 == "_" }.joined(separator: " ")
    let named = trimmed.hasPrefix(":") ? String(trimmed.dropFirst()) : trimmed
    return named.isEmpty ? nil : PageTitle.normalized(named)
  }
}
