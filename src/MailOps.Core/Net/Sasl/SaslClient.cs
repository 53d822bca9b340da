using System;
using System.Text;

namespace MailOps.Net;

/// <summary>The client's side of one log-in by one mechanism (RFC 4422); used once.</summary>
internal abstract class SaslClient : IDisposable
{
    /// <summary>The mechanism's name on the wire.</summary>
    public abstract string Name { get; }

    /// <summary>What to send before any challenge; null when the server speaks first.</summary>
    public virtual byte[]? Start() => null;

    /// <summary>Answers a challenge; null breaks off with <c>*</c>, since the server has not kept its part.</summary>
    /// <param name="challenge">The challenge, without base64.</param>
    public abstract byte[]? Respond(byte[] challenge);

    /// <summary>
    /// Whether success may be believed. A mechanism in which the server has to prove itself says no when the proof is missing.
    /// </summary>
    public virtual bool IsSatisfied => true;

    /// <summary>What the server said about a refusal inside the exchange; empty when nothing.</summary>
    public virtual string Detail => "";

    public virtual void Dispose()
    {
    }

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
