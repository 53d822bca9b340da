using System.Buffers;
using System.Net;
using System.Net.Security;
using MailOps.Net;

namespace MailOps.Platform;

/// <summary>NTLM and Negotiate by the system's own libraries: SSPI on Windows, GSS-API elsewhere.</summary>
internal static class PlatformSasl
{
    public static bool IsSupported => true;

    /// <param name="name">The name on the wire, <c>NTLM</c> or <c>GSSAPI</c>.</param>
    /// <param name="userName">The user, or empty for the account of this process.</param>
    /// <param name="password">The password.</param>
    /// <param name="target">The service principal name.</param>
    public static SaslClient Create(string name, string userName, string password, string target) => new Client(name, new NegotiateAuthentication(new NegotiateAuthenticationClientOptions
    {
        Package = name == "NTLM" ? "NTLM" : "Negotiate",
        Credential = userName.Length == 0 ? CredentialCache.DefaultNetworkCredentials : new NetworkCredential(userName, password),
        TargetName = target,
        RequiredProtectionLevel = name == "NTLM" ? ProtectionLevel.None : ProtectionLevel.Sign,
    }));

    private sealed class Client(string name, NegotiateAuthentication authentication) : SaslClient
    {
        private string _detail = "";

        public override string Name => name;

        public override string Detail => _detail;

        /// <exception cref="MailOpsException"><c>MailOps.Net.MechanismUnavailable</c>: the system's library is missing, or has no ticket.</exception>
        public override byte[] Start() => Step([]) ?? throw NetErrors.MechanismUnavailable(name, _detail);

        public override byte[]? Respond(byte[] challenge) => Step(challenge);

        public override void Dispose()
        {
            authentication.Dispose();
            base.Dispose();
        }

        private byte[]? Step(byte[] challenge)
        {
            if (authentication.IsAuthenticated)
            {
                return ChooseLayer(challenge);
            }

            var answer = authentication.GetOutgoingBlob(challenge, out var status);
            if (status is NegotiateAuthenticationStatusCode.Completed or NegotiateAuthenticationStatusCode.ContinueNeeded)
            {
                return answer ?? [];
            }

            _detail = status.ToString();
            return null;
        }

        // RFC 4752 section 3.1: at last the server offers security layers, signed; bit 1 is "none", which is our choice, since TLS is there.
        private byte[]? ChooseLayer(byte[] challenge)
        {
            if (challenge.Length == 0)
            {
                return [];
            }

            var offer = new ArrayBufferWriter<byte>();
            var status = authentication.Unwrap(challenge, offer, out _);
            if (status != NegotiateAuthenticationStatusCode.Completed || offer.WrittenCount != 4 || (offer.WrittenSpan[0] & 1) == 0)
            {
                _detail = "no acceptable security layer";
                return null;
            }

            var answer = new ArrayBufferWriter<byte>();
            status = authentication.Wrap([1, 0, 0, 0], answer, requestEncryption: false, out _);
            return status == NegotiateAuthenticationStatusCode.Completed ? answer.WrittenSpan.ToArray() : null;
        }
    }
}
