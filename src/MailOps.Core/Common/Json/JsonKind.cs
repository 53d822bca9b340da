namespace MailOps.Json;

/// <summary>The six kinds of JSON values (RFC 8259 section 3), true and false being one.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}
