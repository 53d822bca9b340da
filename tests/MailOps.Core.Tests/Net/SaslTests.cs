using System.Text;
using System.Threading.Tasks;
using MailOps.Net;
using Xunit;

namespace MailOps.Tests.Net;

public sealed class SaslTests
{
    [Fact]
    public void Scram_follows_the_example_of_the_rfc()
    {
        // RFC 7677 section 3.
        using var scram = new SaslScram("user", "pencil", "rOprNGfwEbeRWgbNEkqO");
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Text(scram.Start()));
        Assert.False(scram.IsSatisfied);
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Text(scram.Respond(Bytes("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))));
        Assert.Equal("", Text(scram.Respond(Bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))));
        Assert.True(scram.IsSatisfied);
    }

    [Theory]
    [InlineData("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("v=")]
    [InlineData("v=!")]
    [InlineData("e=invalid-proof")]
    [InlineData("")]
    public void Scram_does_not_believe_a_server_without_the_right_proof(string final)
    {
        using var scram = new SaslScram("user", "pencil", "rOprNGfwEbeRWgbNEkqO");
        scram.Start();
        scram.Respond(Bytes("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        Assert.Null(scram.Respond(Bytes(final)));
        Assert.False(scram.IsSatisfied);
    }

    [Theory]
    [InlineData("")]
    [InlineData("r=nonce,s=QQ==,i=4096")]
    [InlineData("r=other1,s=QQ==,i=4096")]
    [InlineData("m=ext,r=nonce1,s=QQ==,i=4096")]
    [InlineData("r=nonce1,s=,i=4096")]
    [InlineData("r=nonce1,s=!,i=4096")]
    [InlineData("r=nonce1,s=QQ==,i=0")]
    [InlineData("r=nonce1,s=QQ==,i=-1")]
    [InlineData("r=nonce1,s=QQ==,i=2000000000")]
    [InlineData("r=nonce1,s=QQ==")]
    public void Scram_refuses_a_challenge_that_is_none_or_that_would_take_forever(string challenge)
    {
        using var scram = new SaslScram("user", "pencil", "nonce");
        scram.Start();
        Assert.Null(scram.Respond(Bytes(challenge)));
    }

    [Fact]
    public void Scram_takes_compatible_spellings_of_a_name_for_the_same()
    {
        // RFC 4013 section 3: I SOFT HYPHEN X is IX; FEMININE ORDINAL INDICATOR is a. And "=" and "," are escaped.
        using var scram = new SaslScram("I\u00ADX\u00AA=,", "p", "n");
        Assert.Equal("n,,n=IXa=3D=2C,r=n", Text(scram.Start()));
    }

    [Fact]
    public void Each_scram_exchange_has_a_nonce_of_its_own()
    {
        using var one = new SaslScram("user", "pencil");
        using var other = new SaslScram("user", "pencil");
        Assert.NotEqual(Text(one.Start()), Text(other.Start()));
    }

    [Theory]
    [InlineData(MailSecretKind.Password, null, "LOGIN PLAIN SCRAM-SHA-256", SaslMechanism.ScramSha256)]
    [InlineData(MailSecretKind.Password, null, "LOGIN PLAIN XOAUTH2", SaslMechanism.Plain)]
    [InlineData(MailSecretKind.Password, SaslMechanism.Login, "LOGIN PLAIN SCRAM-SHA-256", SaslMechanism.Login)]
    [InlineData(MailSecretKind.Password, SaslMechanism.XOAuth2, "XOAUTH2 PLAIN", null)]
    [InlineData(MailSecretKind.Password, null, "XOAUTH2 CRAM-MD5", null)]
    [InlineData(MailSecretKind.AccessToken, null, "PLAIN XOAUTH2", SaslMechanism.XOAuth2)]
    [InlineData(MailSecretKind.AccessToken, null, "PLAIN XOAUTH2 OAUTHBEARER", SaslMechanism.OAuthBearer)]
    [InlineData(MailSecretKind.AccessToken, null, "PLAIN LOGIN", null)]
    [InlineData(MailSecretKind.CurrentUser, null, "PLAIN NTLM", SaslMechanism.Ntlm)]
    [InlineData(MailSecretKind.CurrentUser, null, "NTLM GSSAPI", SaslMechanism.Negotiate)]
    [InlineData(MailSecretKind.CurrentUser, null, "PLAIN", null)]
    public void The_strongest_mechanism_that_fits_is_chosen(MailSecretKind kind, SaslMechanism? wanted, string offered, SaslMechanism? expected) =>
        Assert.Equal(expected, SaslChoice.Choose(kind, wanted, offered.Split(' ')));

    [Theory]
    [InlineData(SaslMechanism.XOAuth2, "tok\u0001auth=Bearer other")]
    [InlineData(SaslMechanism.OAuthBearer, "tok\u0001")]
    [InlineData(SaslMechanism.XOAuth2, "token\n")]
    public async Task A_token_that_would_add_parts_of_its_own_is_refused(SaslMechanism mechanism, string token)
    {
        var credential = MailCredential.WithAccessToken("me", _ => new ValueTask<string>(token));
        var error = await Assert.ThrowsAsync<MailOpsException>(
            async () => await SaslChoice.CreateAsync(mechanism, credential, "SMTPSVC", "mx.test", 587, default));
        Assert.Equal("MailOps.Net.InvalidSecret", error.ErrorId);
    }

    [Fact]
    public void A_credential_does_not_show_its_secret()
    {
        Assert.Equal("me (Password)", MailCredential.WithPassword("me", "secret").ToString());
        Assert.Equal("current user", MailCredential.ForCurrentUser().ToString());
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);
}
