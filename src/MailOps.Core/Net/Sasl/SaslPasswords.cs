namespace MailOps.Net;

/// <summary>PLAIN (RFC 4616 section 2): <c>[authzid] NUL authcid NUL passwd</c>.</summary>
internal sealed class SaslPlain(string userName, string password, string authorizationId = "") : SaslClient
{
    public override string Name => "PLAIN";

    public override byte[] Start() => Utf8(authorizationId + "\0" + userName + "\0" + password);

    public override byte[]? Respond(byte[] challenge) => null;
}

/// <summary>
/// LOGIN (draft-murchison-sasl-login): the server asks twice and the answers are user name and password, whatever the words of the question.
/// </summary>
internal sealed class SaslLogin(string userName, string password) : SaslClient
{
    private int _step;

    public override string Name => "LOGIN";

    public override byte[]? Respond(byte[] challenge) => ++_step switch
    {
        1 => Utf8(userName),
        2 => Utf8(password),
        _ => null,
    };
}

/// <summary>XOAUTH2, as Google and Microsoft document it: <c>user=…^Aauth=Bearer …^A^A</c>.</summary>
internal sealed class SaslXOAuth2(string userName, string accessToken) : SaslClient
{
    private string _detail = "";

    public override string Name => "XOAUTH2";

    public override string Detail => _detail;

    public override byte[] Start() => Utf8($"user={userName}\u0001auth=Bearer {accessToken}\u0001\u0001");

    // A refusal comes as a challenge with JSON; only after an empty answer does the server say that it failed.
    public override byte[]? Respond(byte[] challenge)
    {
        if (_detail.Length > 0)
        {
            return null;
        }

        _detail = WireText.Preview(WireText.Decode(challenge), 300);
        return [];
    }
}

/// <summary>OAUTHBEARER (RFC 7628 section 3.1).</summary>
internal sealed class SaslOAuthBearer(string userName, string accessToken, string host, int port) : SaslClient
{
    private string _detail = "";

    public override string Name => "OAUTHBEARER";

    public override string Detail => _detail;

    public override byte[] Start() =>
        Utf8($"n,a={SaslScram.EscapeName(userName)},\u0001host={host}\u0001port={port}\u0001auth=Bearer {accessToken}\u0001\u0001");

    // RFC 7628 section 3.2.3: the answer to the server's error is a single ^A.
    public override byte[]? Respond(byte[] challenge)
    {
        if (_detail.Length > 0)
        {
            return null;
        }

        _detail = WireText.Preview(WireText.Decode(challenge), 300);
        return [1];
    }
}
