resource "a" "b" { c = 1 }
resource "d" "e" {}
resource "f" "g" {
}
x=1
y=[1,2]
z={a=1,b=2}
w={a:1}
